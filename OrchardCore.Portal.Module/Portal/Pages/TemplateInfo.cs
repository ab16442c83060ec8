namespace OrchardCore.Portal.Pages;

/// <summary>A template that a retailer's editors may make their own.</summary>
/// <param name="Path">Without ".liquid": "Dashboard/DashboardPage".</param>
/// <param name="Use">What it is for, in a sentence.</param>
/// <param name="Group">"Pages", "Parts", "Around every page" or "E-mails".</param>
/// <param name="Page">The record that it reads as <c>page</c>; nothing for a part, which reads what it is given.</param>
/// <param name="SeenOn">For a part: a page on which it is seen.</param>
internal sealed record TemplateInfo(string Path, string Title, string Use, string Group, Type? Page = null, FrameKind Frame = FrameKind.Layout, string SeenOn = "")
{
    public const string Pages = "Pages", Parts = "Parts of pages", Around = "Around every page", Mails = "E-mails";

    /// <summary>The part of the portal that shows it: a host without it leaves it out.</summary>
    public PortalParts Part { get; init; } = PortalParts.Screens;

    /// <summary>As an address takes it: "Dashboard.DashboardPage".</summary>
    public string Slug => Path.Replace('/', '.');
    public bool IsMail => Group == Mails;
}
