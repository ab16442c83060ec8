using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>A page on its way, which ends with a message when it grows without end.</summary>
internal sealed class BoundedWriter(StringBuilder text, int most) : StringWriter(text, CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        Make(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Make(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Make(buffer.Length);
        base.Write(buffer);
    }

    public override void Write(string? value)
    {
        Make(value?.Length ?? 0);
        base.Write(value);
    }

    public override Task WriteAsync(char value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(string? value)
    {
        Write(value);
        return Task.CompletedTask;
    }

    public override Task WriteAsync(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        return Task.CompletedTask;
    }

    private void Make(int more)
    {
        if (GetStringBuilder().Length + more > most)
            throw new InvalidOperationException($"it writes more than {most:N0} characters: a loop in it may be without end");
    }
}
