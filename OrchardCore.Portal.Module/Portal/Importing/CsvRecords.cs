using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// A CSV file as records: UTF-8, comma, RFC 4180, nothing repaired. What is wrong with a record as a whole (quotes, bytes, number of
/// values) is said here; what is wrong with a value, in <see cref="CsvLine"/>.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    // No row of ours comes near; a quote that is never closed must not swallow a gigabyte.
    private const int LongestRecord = 256 << 10;

    private readonly CsvReader _reader;
    private CsvMalformedReason? _malformed;

    // Our own file of refused rows has come back, with the apostrophes that it went out with.
    private bool _isMended;

    public CsvRecords(Stream content)
    {
        _reader = CsvReader.Create(content, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            SkipEmptyLines = true,
            MaxRecordSize = LongestRecord,
            OnMalformedRecord = record => _malformed = record.Reason,
        });
    }

    public string[] Header()
    {
        string[] names = [.. _reader.Headers.Select(name => name.Trim())];
        _isMended = names.Contains(CsvKind.ReasonColumn);
        return names;
    }

    public long Line => _reader.LineNumber;
    public ReadOnlySpan<byte> Span(int place) => place < _reader.FieldCount ? _reader.GetSpan(place)[Skipped(place)..] : default;
    public string Text(int place) => place < _reader.FieldCount ? _reader.GetString(place)[Skipped(place)..] : "";
    public IEnumerable<string> Values() => Enumerable.Range(0, _reader.FieldCount).Select(place => Text(place).Replace("\0", "", StringComparison.Ordinal));
    public string RawText => Encoding.UTF8.GetString(_reader.RawRecord);
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    private int Skipped(int place) => _isMended ? Apostrophe.Of(_reader.GetSpan(place)) : 0;

    public bool Next()
    {
        _malformed = null;
        return _reader.Read();
    }

    /// <summary>What is wrong with the record that was just read; null where it can be read value by value.</summary>
    public Problem? Fault(int columns)
    {
        var raw = _reader.RawRecord;
        if (_malformed is { } reason)
            return new Problem(Line, "", Problem.Shown(RawText), reason switch
            {
                CsvMalformedReason.UnterminatedQuote => "a closing quote; the quote that opens here is never closed, so everything after it was swallowed",
                CsvMalformedReason.TextAfterClosingQuote => "a comma or the line's end after a closing quote; a quote inside a value is written twice",
                _ => "quotes around the whole value where it holds a quote, and that quote written twice",
            });
        if (raw.IndexOf((byte)0) is >= 0 and var nul) return new Problem(Line, "", $"a NUL byte at byte {_reader.ByteOffset + nul + 1} of the file", "text in UTF-8 without NUL bytes");
        if (!Utf8.IsValid(raw)) return BadBytes(raw);
        if (_reader.FieldCount != columns) return new Problem(Line, "", $"{_reader.FieldCount} values", $"{columns} values, as many as the header has columns");
        return null;
    }

    private Problem BadBytes(ReadOnlySpan<byte> raw)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(raw[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return new Problem(Line, "", $"byte {raw[at]:X2} at byte {_reader.ByteOffset + at + 1} of the file", "text in UTF-8; the file seems to be in another encoding (save it as \"CSV UTF-8\")");
    }

    public void Dispose() => _reader.Dispose();
}
