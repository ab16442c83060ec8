using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>
/// A page on its way, which ends with a message when it grows without end, and knows whether it stands in a text or in a tag (HTML, 13.2.5). Its letters are in rented
/// memory: a page is a hundred kilobytes, and to make and throw away as much several times a request takes a third of its time.
/// </summary>
internal sealed class BoundedWriter(int most) : TextWriter(CultureInfo.InvariantCulture)
{
    private enum Where { Text, Less, Declaration, Tag, Value }

    private const int FirstRoom = 16_384;

    /// <summary>More than any encoder makes of one letter.</summary>
    private const int LongestEncoded = 64;

    private char[] _text = ArrayPool<char>.Shared.Rent(FirstRoom);
    private int _length;
    private Where _where;
    private char _quote;

    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>Until the writer is disposed.</summary>
    public ReadOnlyMemory<char> Written => _text.AsMemory(0, _length);

    /// <summary>While it is set, all that is written is encoded, but for <see cref="WriteMarkup"/>.</summary>
    public TextEncoder? Encoder { get; set; }

    /// <summary>What is written next stands between elements, and not in a tag or one of its attributes.</summary>
    public bool IsInText => _where is Where.Text or Where.Less;

    /// <summary>HTML whose elements are closed.</summary>
    public void WriteMarkup(ReadOnlySpan<char> markup) => Append(markup);

    public override string ToString() => Written.ToString();

    public override void Write(char value) => Put([value]);
    public override void Write(char[] buffer, int index, int count) => Put(buffer.AsSpan(index, count));
    public override void Write(ReadOnlySpan<char> buffer) => Put(buffer);
    public override void Write(string? value) => Put(value);
    public override void Write(StringBuilder? value) => Put(value?.ToString());

    public override Task WriteAsync(char value)
    {
        Put([value]);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Put(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Put(buffer.AsSpan(index, count));
        return Task.CompletedTask;
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Put(buffer.Span);
        return Task.CompletedTask;
    }

    protected override void Dispose(bool disposing)
    {
        var text = Interlocked.Exchange(ref _text, []);
        _length = 0;
        if (text.Length > 0) ArrayPool<char>.Shared.Return(text);
        base.Dispose(disposing);
    }

    private void Put(ReadOnlySpan<char> written)
    {
        if (Encoder is not null)   // nothing is left in it that would begin or end a tag
        {
            Encode(written, Encoder);
            return;
        }
        Append(written);
        for (int at; written.Length > 0; written = written[(at + 1)..])
        {
            if (_where == Where.Less) _where = written[0] is '!' or '?' ? Where.Declaration : written[0] == '/' || char.IsAsciiLetter(written[0]) ? Where.Tag : Where.Text;
            at = _where switch { Where.Text => written.IndexOf('<'), Where.Value => written.IndexOf(_quote), Where.Declaration => written.IndexOf('>'), _ => written.IndexOfAny('>', '"', '\'') };
            if (at < 0) return;
            (_where, _quote) = (_where, written[at]) switch
            {
                (Where.Text, _) => (Where.Less, _quote),
                (Where.Value, _) => (Where.Tag, _quote),
                (_, '>') => (Where.Text, _quote),
                (_, var quote) => (Where.Value, quote),
            };
        }
    }

    private void Append(ReadOnlySpan<char> written)
    {
        Make(written.Length);
        written.CopyTo(_text.AsSpan(_length));
        _length += written.Length;
    }

    private void Encode(ReadOnlySpan<char> written, TextEncoder encoder)
    {
        while (written.Length > 0)
        {
            Make(written.Length + LongestEncoded);
            encoder.Encode(written, _text.AsSpan(_length), out var read, out var made);
            _length += made;
            written = written[read..];
        }
    }

    /// <summary>Room for so many letters more.</summary>
    private void Make(int more)
    {
        if (_length + more > most + LongestEncoded)
            throw new InvalidOperationException($"it writes more than {most:N0} characters: a loop in it may be without end");
        if (_length + more <= _text.Length) return;
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(2 * _text.Length, _length + more));
        _text.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text);
        _text = larger;
    }
}
