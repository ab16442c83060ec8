using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>The markup that a retailer's own template may hold: what is not on these lists is refused. docs/templates.md tells the retailer.</summary>
internal static partial class MarkupRules
{
    /// <summary>Stands for an output in a value.</summary>
    public const char Output = '\uFFFC';

    private static readonly FrozenSet<string> Elements = Words("""
        a abbr address article aside b bdi bdo blockquote br button caption circle code col colgroup data dd defs del details dfn div dl dt ellipse em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6
        header hgroup hr i img input ins kbd label legend li line lineargradient main mark menu meter nav ol optgroup option output p path pattern picture polygon polyline pre progress q radialgradient rect s
        samp search section select small source span stop strong sub summary sup svg table tbody td text textarea tfoot th thead time tr tspan u ul var wbr
        """);

    private static readonly FrozenSet<string> OfSkeletons = Words("html head body title meta link");

    private static readonly FrozenSet<string> Attributes = Words("""
        abbr accept action alt autocapitalize autocomplete checked class colspan cols content cx cy d datetime dir disabled dominant-baseline download dx dy enctype fill fill-opacity fill-rule for formaction gradienttransform
        gradientunits headers height hidden high href hreflang id inputmode label lang loading low max maxlength media method min minlength multiple name novalidate offset open optimum pattern patterntransform
        patternunits placeholder points popover popovertarget popovertargetaction preserveaspectratio r readonly rel required reversed role rows rowspan rx ry scope selected shape-rendering size sizes span spellcheck src srcset start
        step stop-color stop-opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width tabindex target text-anchor title transform translate type value viewbox width wrap x x1 x2 y
        y1 y2 overflow
        """);

    private static readonly FrozenSet<string> OfMails = Words("style align valign bgcolor border cellpadding cellspacing");
    private static readonly FrozenSet<string> Addresses = Words("href src srcset action formaction");

    public static bool IsAddress(string attribute) => Addresses.Contains(attribute);

    /// <summary>What is checked as a whole: no block stands in its value.</summary>
    public static bool IsWhole(string attribute) => IsAddress(attribute) || IsWorn(attribute) || attribute == "name";

    private static bool IsWorn(string attribute) => attribute is "style" or "fill" or "stroke";

    /// <summary>Whether a form on a strict page may ask for this: a field of the portal's own template, or one that the page names.</summary>
    public static bool IsField(string value, IReadOnlyList<string> outputs, IReadOnlySet<string> portals) =>
        outputs.Count == 0 ? portals.Contains(value) : value == Output.ToString() && FieldMember().IsMatch(outputs[0]);

    public static string? ElementFault(string name, string path) =>
        Elements.Contains(name) || OfSkeletons.Contains(name) && TemplateName.IsSkeleton(path) ? null
        : name is "script" or "style" ? $"<{name}> is not taken: a page runs and wears only what the portal brings{(name == "style" ? "; use the classes that the portal's own template has" : "")}."
        : name is "math" or "iframe" or "object" or "embed" or "base" or "meta" or "link" or "template" or "animate" or "use" ? $"<{name}> is not taken."
        : $"<{name}> is not among the elements that a template may hold.";

    public static string? AttributeFault(string element, string name, string path) =>
        name.StartsWith("on", StringComparison.Ordinal) ? $"“{name}” runs a script, and is not taken."
        : name == "style" && !TemplateName.IsMail(path) ? "“style” is not taken on a page: use the classes that the portal's own template has."
        : element == "meta" && name is not ("charset" or "name" or "content") ? $"“{name}” is not taken on <meta>."
        : Attributes.Contains(name) || name == "charset" && element == "meta" || OfMails.Contains(name) && TemplateName.IsMail(path) || IsOpenEnded(name) ? null
        : $"“{name}” is not among the attributes that a template may hold.";

    private static bool IsOpenEnded(string name) => (name.StartsWith("aria-", StringComparison.Ordinal) || name.StartsWith("data-", StringComparison.Ordinal)) && name.Length > 5;

    /// <param name="value">With <see cref="Output"/> where an output stands.</param>
    /// <param name="outputs">What the outputs write.</param>
    public static string? ValueFault(string element, string attribute, string value, IReadOnlyList<string> outputs, string path)
    {
        if (outputs.FirstOrDefault(IsMarkup) is { } markup) return $"“{markup}” is markup, and cannot stand in an attribute.";
        var plain = WebUtility.HtmlDecode(value);
        if (IsWorn(attribute) && outputs.FirstOrDefault(output => !Member().IsMatch(output)) is { } made) return $"“{made}” stands in “{attribute}”; expected a member as it is, as in {{{{ mail.colour }}}}.";
        if (attribute == "style" || IsWorn(attribute) && !plain.Contains("url(", StringComparison.OrdinalIgnoreCase) && StyleFault(plain) is not null) return StyleFault(plain);
        if (plain.Contains("url(", StringComparison.OrdinalIgnoreCase) && !OwnPart().IsMatch(plain)) return $"“{attribute}” may name a part of the same drawing only, as in url(#part).";
        if (attribute == "method" && plain.ToLowerInvariant() is not ("get" or "post" or "dialog")) return "“method” is “get” or “post”.";
        if (attribute == "target" && plain is not ("_blank" or "_self")) return "“target” is “_blank” or “_self”.";
        if (attribute == "rel" && element == "link" && plain is not ("stylesheet" or "icon")) return "<link> is for “stylesheet” and “icon” only.";
        return !IsAddress(attribute) ? null : AddressFault(element, attribute, plain, outputs, path, Entity().IsMatch(value));
    }

    /// <summary>Whether an address is one of the portal's own, whatever stands in the page: "page.statement.href", "'/help' | url".</summary>
    public static bool IsOwnAddress(string expression) => OwnMember().IsMatch(expression) || OwnLiteral().IsMatch(expression);

    private static string? AddressFault(string element, string attribute, string value, IReadOnlyList<string> outputs, string path, bool hasEntity)
    {
        var expected = $"“{attribute}” takes an address of the portal ({{{{ page.….href }}}}, {{{{ '/help' | url }}}}, #part){(MayLeave(element, attribute, path) ? ", or one that begins with https://, mailto: or tel:" : " only, and no other site's")}.";
        if (hasEntity || value.Any(char.IsControl)) return expected;   // &sol; and &Tab; are read by browsers, and not by HtmlDecode
        var address = value.TrimStart();
        if (address == "") return null;
        if (element == "link" && !(address == Output.ToString() && (outputs[0] == "frame.brand_css" || IsOwnAddress(outputs[0])))) return expected;
        if (address[0] == Output) return IsOwnAddress(outputs[0]) && address[1..] is "" or ['?' or '#' or '&', ..] ? null : expected;
        if (address[0] is '#' or '?' || element == "a" && address.StartsWith("data:text/plain;charset=utf-8,", StringComparison.Ordinal)) return null;   // a text to keep
        if (address[0] == '/') return address.Length == 1 || char.IsAsciiLetterOrDigit(address[1]) ? null : expected;
        return MayLeave(element, attribute, path) && Elsewhere().IsMatch(address) ? null : expected;
    }

    private static bool MayLeave(string element, string attribute, string path) =>
        !TemplateName.IsStrict(path) && (element == "a" && attribute == "href" || element == "img" && attribute == "src" && TemplateName.IsMail(path) && path != "Notifications/Layout");   // that one holds every mail with a link that works once

    private static string? StyleFault(string style) =>
        ForbiddenStyle().Match(style) is { Success: true } found ? $"“{found.Value}” is not taken in a style." : null;

    /// <summary>What is known to be HTML: it ends an attribute by its quotes.</summary>
    private static bool IsMarkup(string expression) => expression is "body" or "head" or "foot" || expression.Split('|').Skip(1).Any(filter => filter.Trim() is "icon" or "newline_to_br");

    private static FrozenSet<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\A(?:(?:[a-z0-9_]*_)?(?:href|url|css|dial)|[a-z0-9_]+_action|[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*|\[[0-9]+\])*\.(?:[a-z0-9_]*_)?(?:href|url|action|css|dial))\z")] private static partial Regex OwnMember();
    [GeneratedRegex(@"\A(['""])(?:/(?:[A-Za-z0-9][^'""\s\\]*)?\1\s*\|\s*url|[a-z0-9.-]+\1\s*\|\s*asset)\z")] private static partial Regex OwnLiteral();
    [GeneratedRegex(@"\A(?:https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]+)?(?:[/?#][^\uFFFC]*)?\z|mailto:|tel:)", RegexOptions.IgnoreCase)] private static partial Regex Elsewhere();   // no output: it would tell the other site what stands on the page
    [GeneratedRegex(@"&(?!amp;)(?:#|[A-Za-z0-9]*[;\uFFFC])")] private static partial Regex Entity();
    [GeneratedRegex(@"\A[a-z_][a-z0-9_]*(?:\.(?!(?:first|last)\b)[a-z_][a-z0-9_]*)+\z")] private static partial Regex Member();
    [GeneratedRegex(@"\A[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*|\[[0-9]+\])*\.name\z")] private static partial Regex FieldMember();
    [GeneratedRegex(@"\Aurl\(#[A-Za-z0-9_-]+\)\z")] private static partial Regex OwnPart();
    [GeneratedRegex(@"url\s*\(|expression|@|\\|/\*|javascript|behavior|-moz-binding|position\s*:\s*fixed|<|image-set", RegexOptions.IgnoreCase)] private static partial Regex ForbiddenStyle();
}
