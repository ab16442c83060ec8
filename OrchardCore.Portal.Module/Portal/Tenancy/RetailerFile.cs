using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tenancy;

/// <summary>Reads a retailer.json; everything that can be wrong in it is found at start, and said with the file's name.</summary>
public static partial class RetailerFile
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="FormatException">The file is not a retailer: the message lists every fault.</exception>
    public static Retailer Read(string path)
    {
        using var file = File.OpenRead(path);
        var retailer = Read(() => JsonSerializer.Deserialize<Retailer>(file, Shape), path);
        return Checked(retailer, [.. AddressFaults(retailer), .. Faults(retailer)], path) with { Folder = Path.GetDirectoryName(Path.GetFullPath(path))! };
    }

    /// <summary>The same shape from another place, where the host says what its id and its addresses are.</summary>
    /// <param name="place">For the message: where it is written.</param>
    public static Retailer Read(JsonObject written, string place)
    {
        var retailer = Read(() => written.Deserialize<Retailer>(Shape), place);
        return Checked(retailer, [.. Faults(retailer)], place);
    }

    /// <returns>What is wrong with a retailer whose look comes from elsewhere; nothing where all is well.</returns>
    internal static IReadOnlyList<string> FaultsOf(Retailer retailer) => [.. Faults(retailer)];

    private static Retailer Read(Func<Retailer?> read, string place)
    {
        try
        {
            return read() ?? throw new JsonException("there is nothing in it");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{place}: not a retailer: {fault.Message}", fault);
        }
    }

    private static Retailer Checked(Retailer retailer, IReadOnlyCollection<string> faults, string place) =>
        faults.Count == 0 ? retailer : throw new FormatException($"{place}: {string.Join("; ", faults)}.");

    private static IEnumerable<string> AddressFaults(Retailer retailer)
    {
        if (!Id().IsMatch(retailer.Id)) yield return "id: expected lower-case letters, digits and hyphens, as in \"lumen\"";
        if (retailer.Prefix != "" && !Prefix().IsMatch(retailer.Prefix)) yield return "prefix: expected one path segment, as in \"/lumen\"";
        if (retailer.Prefix == "" && retailer.Hosts.Count == 0) yield return "expected hosts, a prefix, or both: else nobody can reach it";
    }

    private static IEnumerable<string> Faults(Retailer retailer)
    {
        if (!Colour().IsMatch(retailer.Brand.Colour)) yield return "brand.colour: expected six hexadecimal digits, as in \"#2446c8\"";
        if (!Colour().IsMatch(retailer.Brand.Accent)) yield return "brand.accent: expected six hexadecimal digits, as in \"#f2a33a\"";
        if (!Font().IsMatch(retailer.Brand.Font) || !Font().IsMatch(retailer.Brand.DisplayFont)) yield return "brand.font: expected a font's name in letters, digits and spaces";
        if (retailer.Brand.Radius is < 0 or > 32) yield return "brand.radius: expected 0 to 32";
        foreach (var fault in GapsOf(retailer)) yield return fault;
        foreach (var fault in retailer.Plans.Where(plan => plan is not null).SelectMany(plan => plan.Faults())) yield return fault;
        foreach (var fault in new[] { Tried("currency", () => Currency.Of(retailer.CurrencyCode)), Tried("timeZone", () => TimeZoneInfo.FindSystemTimeZoneById(retailer.TimeZone)), Tried("culture", () => CultureInfo.GetCultureInfo(retailer.Culture, predefinedOnly: true)) })
            if (fault is not null) yield return fault;
    }

    /// <summary>What the serializer lets be null in spite of the types: the entries of lists, and what is left out of them.</summary>
    private static IEnumerable<string> GapsOf(Retailer retailer)
    {
        if (retailer.Footer is not { Links: { } links, Legal: not null } || links.Any(link => link is not { Label: not null, Href: not null })) yield return "footer: expected legal, and links of a label and an href each";
        if (retailer.Words.ContainsValue(null!)) yield return "words: expected a text for each";
        if (retailer.Menu.Any(choice => choice?.Path is null)) yield return "menu: expected a path each";
        if (retailer.PaymentOptions.Any(way => way is not { Name: not null, Detail: not null })) yield return "paymentOptions: expected a name and a detail each";
        if (retailer.Plans.Any(plan => plan is null)) yield return "plans: expected no null";
    }

    private static string? Tried(string name, Func<object> read)
    {
        try { read(); return null; }
        catch (Exception fault) when (fault is FormatException or TimeZoneNotFoundException or InvalidTimeZoneException or CultureNotFoundException)
        {
            return $"{name}: {fault.Message}";
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$")] private static partial Regex Id();
    [GeneratedRegex("^/[a-z0-9][a-z0-9-]{0,39}$")] private static partial Regex Prefix();
    [GeneratedRegex("^#[0-9a-fA-F]{6}$")] private static partial Regex Colour();
    [GeneratedRegex("^[A-Za-z0-9 ]{1,40}$")] private static partial Regex Font();
}
