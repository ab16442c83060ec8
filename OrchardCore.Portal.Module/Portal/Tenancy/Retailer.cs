using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.FileProviders;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tenancy;

/// <summary>A tenant: the company whose portal this is. Read from <c>retailers/&lt;id&gt;/retailer.json</c> in the plain host, from the shell in Orchard.</summary>
public sealed record Retailer
{
    /// <summary>Lower-case letters, digits and hyphens: it names the database, the cookies and the folder.</summary>
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string LegalName { get; init; } = "";
    public string Abn { get; init; } = "";

    /// <summary>Host names that are this retailer's alone.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The path under which the retailer is found on any other host name: "/lumen".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Where the portal begins below that, in a host that has pages of its own: "/portal".</summary>
    [JsonIgnore] public string Path { get; init; } = "";

    [JsonPropertyName("currency")]
    public required string CurrencyCode { get; init; }
    public required string TimeZone { get; init; }
    public required string Culture { get; init; }

    public Brand Brand { get; init; } = new();
    public ContactData Contact { get; init; } = new();
    public FooterData Footer { get; init; } = new([], "");

    /// <summary>The word pack: the portal's words on the left, the retailer's on the right.</summary>
    public Dictionary<string, string> Words { get; init { field = value; _wording = null; } } = [];

    /// <summary>The customer's menu in the retailer's own order; a part that is not on it stands at the end. Empty: as the portal has it.</summary>
    public IReadOnlyList<MenuChoice> Menu { get; init; } = [];

    /// <summary>Whether a statement's tax is part of its current charges, or comes on top of them.</summary>
    public bool TaxInsideCharges { get; init; } = true;

    /// <summary>Begins every contact log's reference: LUM-2026-001873.</summary>
    public string TicketPrefix { get; init; } = "REQ";

    /// <summary>Whether the retailer's people must have a second step (an authenticator app) to enter the back office.</summary>
    public bool StaffNeedSecondStep { get; init; } = true;
    public Ombudsman? Ombudsman { get; init; }
    public IReadOnlyList<PaymentOption> PaymentOptions { get; init; } = [];

    /// <summary>Plans with prices by the time of day; a plan that is not here has one price.</summary>
    public IReadOnlyList<PricePlan> Plans { get; init; } = [];

    /// <summary>Where the retailer's own files lie: templates/, logo, FAQs to begin with. Empty where it has none.</summary>
    [JsonIgnore] public string Folder { get; init; } = "";

    /// <summary>Templates of a CMS's theme and of those that it is based on, the nearest first: they come before the portal's own.</summary>
    [JsonIgnore] public IReadOnlyList<IFileProvider> ThemeTemplates { get; init; } = [];

    /// <summary>Templates that the retailer's own editors have published, by path ("Dashboard/DashboardPage"): they come before those in its folder.</summary>
    [JsonIgnore] public IReadOnlyDictionary<string, string> OwnTemplates { get; init; } = new Dictionary<string, string>();

    /// <summary>Where its palette is found; another address for every look that is published, so that browsers see it at once.</summary>
    [JsonIgnore] public string PaletteHref { get; init; } = "/brand.css";

    [JsonIgnore] public Currency Currency => field ??= Portal.Words.Currency.Of(CurrencyCode);
    [JsonIgnore] public TimeZoneInfo Zone => field ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
    [JsonIgnore] public Wording Wording => _wording ??= new Wording(CultureInfo.GetCultureInfo(Culture), Currency, Words);

    private Wording? _wording;   // not "field": a copy with other words must not keep the old ones
}

/// <summary>The few things that a retailer sets; every other colour and measure is derived from them (portal.css).</summary>
public sealed record Brand
{
    public string Colour { get; init; } = "#2446c8";
    public string Accent { get; init; } = "#f2a33a";
    public string Font { get; init; } = "Inter";
    public string DisplayFont { get; init; } = "Inter";
    public int Radius { get; init; } = 12;

    /// <summary>What stands in for a display font until it is there.</summary>
    [JsonIgnore] public string DisplayFallback => DisplayFont.Contains("Serif", StringComparison.OrdinalIgnoreCase) ? "Georgia,serif" : "system-ui,sans-serif";

    /// <summary>File names in the retailer's folder; "files/…" where they were uploaded.</summary>
    public string Logo { get; init; } = "";

    /// <summary>The logo on a dark page; empty where the other serves there too.</summary>
    public string LogoDark { get; init; } = "";
    public string Icon { get; init; } = "";

    /// <summary>"side": calm white menu. "top": brand-coloured menu, a band behind the heading.</summary>
    public string Composition { get; init; } = "side";
}

public sealed record ContactData(string Phone = "", string Email = "", string Hours = "", string EmergencyPhone = "", string Address = "", string Interpreter = "", string Relay = "");
public sealed record FooterData(IReadOnlyList<FooterLink> Links, string Legal);
public sealed record FooterLink(string Label, string Href);
public sealed record Ombudsman(string Name, string Phone, string Href);
/// <param name="Path">Of the part of the portal: "/charges".</param>
public sealed record MenuChoice(string Path, bool Shown);
public sealed record PaymentOption(string Name, string Detail);
