using System.Globalization;
using System.Text.RegularExpressions;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.BrandEditor;

/// <summary>The questions of the branding editor, and the look that the answers make.</summary>
internal static partial class BrandForm
{
    // Those that the theme embeds: no font is fetched from elsewhere.
    private static readonly string[] Fonts = ["Inter", "Source Serif 4"];
    private static readonly string[] Documents = ["Statement", "Bill", "Invoice"];
    private const int MostLinks = 8, MostWords = 200;

    public static Form Ask(Form form, Look look, IReadOnlyList<Feature> menu)
    {
        form.Field(new FormField("name", "Name") { Required = true, Maxlength = "60", Value = look.Name })
            .Field(new FormField("legal-name", "Legal name") { Maxlength = "120", Value = look.LegalName, Hint = "On bills and receipts." })
            .Field(new FormField("colour", "Brand colour") { Required = true, Maxlength = "7", Value = look.Brand.Colour, Hint = "Six hexadecimal digits, as in #2446c8. Every other colour of the portal comes from it.", Inputmode = "text" })
            .Field(new FormField("accent", "Accent colour") { Required = true, Maxlength = "7", Value = look.Brand.Accent, Hint = "For a small mark here and there." })
            .Field(Select("font", "Font", look.Brand.Font, Fonts))
            .Field(Select("display-font", "Font of headings", look.Brand.DisplayFont, Fonts))
            .Field(new FormField("radius", "Corners", "select") { Required = true, Value = Nearest(look.Brand.Radius), Options = [new("0", "Square"), new("6", "Slightly round"), new("12", "Round"), new("20", "Very round")] })
            .Field(new FormField("composition", "Menu", "radio") { Required = true, Value = look.Brand.Composition, Options = [new("side", "At the side, calm and white"), new("top", "On top, in your colour")] })
            .Field(new FormField("logo", "Logo", "file") { Hint = $"SVG, PNG or JPEG, {PictureUpload.MostBytes / 1024} KB at most. {Held(look.Brand.Logo)}" })
            .Field(new FormField("logo-dark", "Logo on dark pages", "file") { Hint = $"Where the other cannot be seen there. {Held(look.Brand.LogoDark)}" })
            .Field(new FormField("icon", "Icon of the browser's tab", "file") { Hint = $"Square. {Held(look.Brand.Icon)}" })
            .Field(new FormField("phone", "Telephone", "tel") { Maxlength = "40", Value = look.Contact.Phone })
            .Field(new FormField("email", "E-mail address", "email") { Maxlength = "120", Value = look.Contact.Email })
            .Field(new FormField("hours", "When you can be reached") { Value = look.Contact.Hours })
            .Field(new FormField("emergency", "Telephone for emergencies", "tel") { Maxlength = "40", Value = look.Contact.EmergencyPhone })
            .Field(new FormField("address", "Postal address") { Value = look.Contact.Address })
            .Field(new FormField("legal", "Line at the foot of each page") { Value = look.Footer.Legal })
            .Field(new FormField("links", "Links at the foot", "textarea") { Rows = "5", Maxlength = "2000", Value = string.Join('\n', look.Footer.Links.Select(link => $"{link.Label} | {link.Href}")), Hint = "One a line: its text, a bar, and a page of the portal or of your site, as in: Privacy | https://example.com/privacy" })
            .Field(Select("document", "What you call a bill", DocumentOf(look), Documents))
            .Field(new FormField("words", "Other words of yours", "textarea") { Rows = "5", Maxlength = "8000", Value = WordsOf(look), Hint = "One a line: the portal's word, an equals sign, and yours, as in: Usage Profile = Your use" });
        foreach (var (feature, at) in InOrder(menu, look.Menu).Select((feature, at) => (feature, at)))
        {
            form.Field(new FormField("place" + feature.Path, $"Place of {feature.Label}", "number") { Min = "1", Max = "30", Maxlength = "2", Value = (at + 1).ToString(CultureInfo.InvariantCulture) })
                .Field(new FormField("shown" + feature.Path, $"Show {feature.Label}", "checkbox") { Value = look.Menu.All(choice => choice.Path != feature.Path || choice.Shown) ? "true" : "" });
        }
        return form.IsSent ? Checked(form) : form;
    }

    /// <summary>The look that a form that is good describes. Pictures are the caller's.</summary>
    public static Look Read(Form form, Look look, IReadOnlyList<Feature> menu) => look with
    {
        Name = form["name"],
        LegalName = form["legal-name"],
        Brand = look.Brand with
        {
            Colour = form["colour"].ToLowerInvariant(),
            Accent = form["accent"].ToLowerInvariant(),
            Font = form["font"],
            DisplayFont = form["display-font"],
            Radius = int.Parse(form["radius"], CultureInfo.InvariantCulture),
            Composition = form["composition"],
        },
        Contact = look.Contact with { Phone = form["phone"], Email = form["email"], Hours = form["hours"], EmergencyPhone = form["emergency"], Address = form["address"] },
        Footer = new FooterData([.. Lines(form["links"], '|').Select(line => new FooterLink(line.Left, line.Right))], form["legal"]),
        Words = WordPack(form),
        Menu = [.. menu.OrderBy(feature => int.TryParse(form["place" + feature.Path], out var place) ? place : 99).Select(feature => new MenuChoice(feature.Path, form["shown" + feature.Path] == "true"))],
    };

    public static bool IsColour(string text) => Colour().IsMatch(text);

    private static Form Checked(Form form)
    {
        foreach (var (name, label) in new[] { ("colour", "Brand colour"), ("accent", "Accent colour") })
            if (form[name] != "" && !IsColour(form[name])) form.Refuse(name, $"{label}: expected # and six hexadecimal digits, as in #2446c8.");
        var links = Lines(form["links"], '|').ToList();
        if (links.Count > MostLinks) form.Refuse("links", $"{MostLinks} links at most.");
        foreach (var (left, right, line) in links)
            if (left == "" || !Look.IsAddress(right)) form.Refuse("links", $"Line {line}: expected a text, a bar and an address that begins with / or https://, as in: Privacy | /help/privacy");
        var words = Lines(form["words"], '=').ToList();
        if (words.Count > MostWords) form.Refuse("words", $"{MostWords} words at most.");
        foreach (var (left, right, line) in words)
            if (left == "" || right == "" || right.Length > 200) form.Refuse("words", $"Line {line}: expected the portal's word, an equals sign and yours, as in: Usage Profile = Your use");
        return form;
    }

    private static Dictionary<string, string> WordPack(Form form)
    {
        var pack = Lines(form["words"], '=').GroupBy(line => line.Left, StringComparer.Ordinal).ToDictionary(line => line.Key, line => line.Last().Right, StringComparer.Ordinal);
        if (form["document"] is not "Statement" and { Length: > 0 } own)
            foreach (var (word, made) in DocumentWords.Select(word => (word, Renamed(word, own)))) pack.TryAdd(word, made);
        return pack;
    }

    // All of the portal's words with the document in them.
    private static readonly string[] DocumentWords =
        ["Statement", "Statements", "statement", "statements", "Statement No", "Statement Number", "statement number", "Monthly statements", "Latest statement", "View statement", "Query this statement", "Explain this statement", "All statements", "Final statement"];

    private static string Renamed(string word, string own) => word.Replace("Statement", own, StringComparison.Ordinal).Replace("statement", own.ToLowerInvariant(), StringComparison.Ordinal);
    private static string DocumentOf(Look look) => look.Words.GetValueOrDefault("Statement") is { } own && Documents.Contains(own) ? own : "Statement";

    private static string WordsOf(Look look) => string.Join('\n', look.Words.Where(word => word.Value != Renamed(word.Key, DocumentOf(look)) || !DocumentWords.Contains(word.Key)).Select(word => $"{word.Key} = {word.Value}"));

    private static IEnumerable<(string Left, string Right, int Line)> Lines(string text, char between) =>
        text.Split('\n').Select((line, at) => (Parts: line.Split(between, 2, StringSplitOptions.TrimEntries), Line: at + 1)).Where(line => line.Parts is not [""])
            .Select(line => (line.Parts[0], line.Parts.Length > 1 ? line.Parts[1] : "", line.Line));

    private static IEnumerable<Feature> InOrder(IReadOnlyList<Feature> menu, IReadOnlyList<MenuChoice> chosen) =>
        menu.OrderBy(feature => chosen.ToList().FindIndex(choice => choice.Path == feature.Path) is >= 0 and var at ? at : 99);

    private static FormField Select(string name, string label, string value, IEnumerable<string> choices) =>
        new(name, label, "select") { Required = true, Value = value, Options = [.. choices.Append(value).Distinct().Select(choice => new Choice(choice, choice))] };

    private static string Nearest(int radius) => new[] { 0, 6, 12, 20 }.MinBy(offered => Math.Abs(offered - radius)).ToString(CultureInfo.InvariantCulture);
    private static string Held(string name) => name == "" ? "There is none yet." : "Leave empty to keep the one there is.";

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")] private static partial Regex Colour();
}
