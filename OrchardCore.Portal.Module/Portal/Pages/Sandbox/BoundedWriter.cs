using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>A page on its way, which ends with a message when it grows without end, and knows whether it stands in a text or in a tag (HTML, 13.2.5).</summary>
internal sealed class BoundedWriter(StringBuilder text, int most) : StringWriter(text, CultureInfo.InvariantCulture)
{
    private enum Where { Text, Less, Declaration, Tag, Value }

    private Where _where;
    private char _quote;

    /// <summary>While it is set, all that is written is encoded, but for <see cref="WriteMarkup"/>.</summary>
    public TextEncoder? Encoder { get; set; }

    /// <summary>What is written next stands between elements, and not in a tag or one of its attributes.</summary>
    public bool IsInText => _where is Where.Text or Where.Less;

    /// <summary>HTML whose elements are closed.</summary>
    public void WriteMarkup(string markup)
    {
        Make(markup.Length);
        GetStringBuilder().Append(markup);
    }

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

    private void Put(ReadOnlySpan<char> written)
    {
        Make(written.Length);
        if (Encoder is not null)   // nothing is left in it that would begin or end a tag
        {
            Encode(written, Encoder);
            return;
        }
        GetStringBuilder().Append(written);
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

    private void Encode(ReadOnlySpan<char> written, TextEncoder encoder)
    {
        Span<char> encoded = stackalloc char[256];
        while (written.Length > 0)
        {
            encoder.Encode(written, encoded, out var read, out var made);
            GetStringBuilder().Append(encoded[..made]);
            written = written[read..];
        }
    }

    private void Make(int more)
    {
        if (GetStringBuilder().Length + more > most)
            throw new InvalidOperationException($"it writes more than {most:N0} characters: a loop in it may be without end");
    }
}
