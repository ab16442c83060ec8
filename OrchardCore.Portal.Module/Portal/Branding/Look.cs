using System.Text.Json;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

/// <summary>All of a retailer that its own editors may change: what its file or its site's settings say is where they begin.</summary>
internal sealed record Look
{
    public required string Name { get; init; }
    public string LegalName { get; init; } = "";
    public Brand Brand { get; init; } = new();
    public ContactData Contact { get; init; } = new();
    public FooterData Footer { get; init; } = new([], "");
    public Dictionary<string, string> Words { get; init; } = [];
    public IReadOnlyList<MenuChoice> Menu { get; init; } = [];

    public static Look Of(Retailer retailer) => new()
    {
        Name = retailer.Name,
        LegalName = retailer.LegalName,
        Brand = retailer.Brand,
        Contact = retailer.Contact,
        Footer = retailer.Footer,
        Words = retailer.Words,
        Menu = retailer.Menu,
    };

    public Retailer On(Retailer retailer) => retailer with
    {
        Name = Name,
        LegalName = LegalName,
        Brand = Brand,
        Contact = Contact,
        Footer = Footer,
        Words = Words,
        Menu = Menu,
    };

    /// <summary>Where a link at the foot may lead: a page of the portal, or one by HTTPS.</summary>
    public static bool IsAddress(string href) => href is ['/', not ('/' or '\\'), ..] or "/" || Uri.TryCreate(href, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>What the branding editor would not let through in a look that was written elsewhere.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var link in (Footer.Links ?? []).Where(link => link is { Href: not null } && !IsAddress(link.Href))) yield return $"footer: {link.Href} is no address that begins with / or https://";
        foreach (var path in Menu.Where(choice => choice is not null).CountBy(choice => choice.Path).Where(path => path.Value > 1)) yield return $"menu: {path.Key} stands there {path.Value} times";
        if (Brand.Composition is not ("side" or "top")) yield return "brand.composition: expected side or top";
    }

    public static Look Read(string json) => JsonSerializer.Deserialize<Look>(json, JsonSerializerOptions.Web)!;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
