namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>What is wrong with a template, and where. Lines and columns count from 1.</summary>
/// <param name="IsWarning">It can be used as it is, but hardly does what was meant.</param>
internal sealed record TemplateFault(int Line, int Column, string Text, bool IsWarning = false)
{
    public static TemplateFault At(string template, int offset, string text, bool isWarning = false)
    {
        var before = template.AsSpan(0, Math.Min(offset, template.Length));
        return new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), text, isWarning);
    }

    public override string ToString() => $"line {Line}, column {Column}: {Text}";
}
