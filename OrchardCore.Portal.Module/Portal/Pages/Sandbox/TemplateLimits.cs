namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>How much a template may do. docs/templates.md tells the retailer.</summary>
internal static class TemplateLimits
{
    /// <summary>Characters of a template.</summary>
    public const int Length = 64 * 1024;

    /// <summary>Blocks in blocks. Each level of them is several of the parser's, and a stack that is full ends the process.</summary>
    public const int Depth = 20;

    /// <summary>Between the brackets of one tag: its characters, its filters, its brackets in brackets.</summary>
    public const int TagLength = 1_000, Filters = 20, Brackets = 4;

    /// <summary>A page of a hundred rows takes some 30,000 steps; who needs twenty times that has written an endless loop.</summary>
    public const int Steps = 600_000;

    /// <summary>Templates in templates.</summary>
    public const int Recursion = 30;

    /// <summary>Characters of a page.</summary>
    public const int Output = 2_000_000;

    /// <summary>Characters of a text inside a template, or of all texts of a list; members of a list.</summary>
    public const int Text = 50_000, Items = 5_000;

    /// <summary>A page takes a few milliseconds.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(2);
}
