namespace OrchardCore.Portal.Pages;

/// <summary>All that Frame/Layout.liquid and Frame/Plain.liquid can read: text that is ready to place.</summary>
internal sealed record FramePage
{
    public required string Title { get; init; }
    public required string Lang { get; init; }

    /// <summary>Path and query of this page, to come back to.</summary>
    public required string Path { get; init; }
    public required BrandPage Brand { get; init; }
    public required string BrandCss { get; init; }
    public required IReadOnlyList<MenuEntry> Menu { get; init; }
    public required IReadOnlyList<MenuEntry> Bar { get; init; }
    public bool SignedIn { get; init; }

    /// <summary>Whether this is a page of the back office.</summary>
    public bool Office { get; init; }

    /// <summary>The way into the back office; empty for who is not one of the retailer's people.</summary>
    public string OfficeHref { get; init; } = "";
    public string CustomerName { get; init; } = "";
    public string CustomerEmail { get; init; } = "";

    /// <summary>Password and sign-in; empty where the host has users of its own.</summary>
    public string SignInHref { get; init; } = "";
    public AccountSwitcher? Accounts { get; init; }
    public required FormToken FormToken { get; init; }
    public required string SignOutAction { get; init; }
    public NoticePage? Notice { get; init; }
    public required string HelpHref { get; init; }

    /// <summary>While one of the retailer's people looks as this customer.</summary>
    public ImpersonationPage? Impersonation { get; init; }
    public required FooterPage Footer { get; init; }
    public bool TestMode { get; init; }

    internal sealed record ImpersonationPage(string Text, string Action);
    internal sealed record MenuEntry(string Key, string Label, string Href, string Icon, bool Current);
    internal sealed record AccountSwitcher(bool Several, string CurrentNumber, string CurrentLabel, string Place, string Action, IReadOnlyList<AccountOption> Options);
    internal sealed record AccountOption(string Number, string Label, bool Current);
    internal sealed record FooterPage(string Legal, IReadOnlyList<FooterEntry> Links);
    internal sealed record FooterEntry(string Label, string Href);
}

/// <param name="LogoUrl">Empty where there is none: the name stands there.</param>
/// <param name="DarkLogoUrl">For dark pages; empty where the other serves there too.</param>
/// <param name="Colour">"#2446c8", for the browser's own surroundings.</param>
internal sealed record BrandPage(string Name, string LogoUrl, string DarkLogoUrl, string IconUrl, string HomeHref, string Phone, string Email, string Composition, string Colour);

/// <summary>The hidden field against forged form posts.</summary>
internal sealed record FormToken(string Name, string Value);

/// <param name="Tone">good, warn or bad.</param>
internal sealed record NoticePage(string Tone, string Text);
