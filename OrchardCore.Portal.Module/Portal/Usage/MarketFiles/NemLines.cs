using System.Text;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>The lines of a market file in UTF-8, one at a time, as the bytes that they are; blank ones are passed over, and quotes, which say nothing there.</summary>
internal sealed class NemLines(Stream content, string fileName)
{
    private const int LongestLine = 64 * 1024;

    // A character takes three bytes at most (four are two characters), so a line that goes on for so many is too long, whatever it says.
    private const int MostBytes = 3 * LongestLine;

    private byte[] _buffer = new byte[LongestLine];
    private int _next, _filled;
    private bool _hasBegun, _isLast, _afterReturn;
    private Range _line;

    /// <summary>Counted from 1, blank ones too.</summary>
    public long Number { get; private set; }

    /// <summary>It holds until the next one is asked for.</summary>
    public ReadOnlyMemory<byte> Line => _buffer.AsMemory(_line);

    public string Text => Encoding.UTF8.GetString(Line.Span);

    /// <returns>False at the end of the file.</returns>
    public bool Next()
    {
        while (ToEnd())
        {
            var line = Line.Span;
            Number++;
            if (line.Length > LongestLine && Encoding.UTF8.GetCharCount(line) > LongestLine) throw TooLong();
            if (!line.ContainsAnyExcept(", \t"u8)) continue;
            if (line.IndexOfAny((byte)0, (byte)'"') is >= 0 and var odd)
            {
                if (line[odd..].Contains((byte)0)) throw Refused("bytes that are not text", "ASCII or UTF-8");
                TakeOutQuotes();
            }
            return true;
        }
        return false;
    }

    public FileRefusedException Refused(string found, string expected) => new(fileName, new Problem(Number, "", found, expected));

    private FileRefusedException TooLong() => Refused("a line longer than 64 KB", "a record in each line");

    /// <summary>Takes the bytes up to the line's end: LF, CR with LF, or CR alone.</summary>
    private bool ToEnd()
    {
        for (var seen = 0; ; Fill())
        {
            if (_afterReturn && _next < _filled)
            {
                _afterReturn = false;
                if (_buffer[_next] == '\n') _next++;
            }
            var rest = _buffer.AsSpan(_next.._filled);
            var at = rest[seen..].IndexOfAny((byte)'\n', (byte)'\r');
            if (at < 0 && !_isLast)
            {
                seen = rest.Length;
                continue;
            }
            var end = at < 0 ? _filled : _next + seen + at;
            if (at < 0 && rest.IsEmpty) return false;
            _afterReturn = at >= 0 && _buffer[end] == '\r';
            (_line, _next) = (_next..end, at < 0 ? end : end + 1);
            return true;
        }
    }

    private void Fill()
    {
        var rest = _filled - _next;
        if (rest > MostBytes)
        {
            Number++;
            throw TooLong();
        }
        if (rest == _buffer.Length) Array.Resize(ref _buffer, rest * 2);
        Buffer.BlockCopy(_buffer, _next, _buffer, 0, rest);
        var count = content.ReadAtLeast(_buffer.AsSpan(rest), Encoding.UTF8.Preamble.Length, throwOnEndOfStream: false);
        (_next, _filled, _isLast) = (0, rest + count, count == 0);
        if (!_hasBegun && _buffer.AsSpan(0, count).StartsWith(Encoding.UTF8.Preamble)) _next = Encoding.UTF8.Preamble.Length;
        _hasBegun = true;
    }

    private void TakeOutQuotes()
    {
        var line = _buffer.AsSpan(_line);
        var kept = 0;
        foreach (var one in line)
            if (one != '"') line[kept++] = one;
        _line = _line.Start..(_line.Start.Value + kept);
    }
}
