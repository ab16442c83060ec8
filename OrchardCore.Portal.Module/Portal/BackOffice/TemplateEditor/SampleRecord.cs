using System.Globalization;
using System.Reflection;
using OrchardCore.Portal.Dashboard;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>
/// Fills a page's record with figures of nobody, from the names of its members: an editor of templates has no business in an account, and a member that is added
/// tomorrow is in the preview tomorrow.
/// </summary>
internal sealed class SampleRecord(Retailer retailer, DateOnly today)
{
    private const int Deepest = 7;

    private static readonly HashSet<string> Off = new(["Urgent", "Locked", "Gap", "Event", "Active", "TestMode", "Office", "Multiple", "ShowAsTable", "Empty", "IsPrivate"], StringComparer.Ordinal);

    public object Of(Type type) => type == typeof(DashboardPage.Model) ? BrandEditor.BrandPreview.Sample(retailer.Wording, today) : Made(type, type.Name, 0, 0) ?? throw new InvalidOperationException($"{type.Name} cannot be filled.");

    /// <summary>A text as a member of this name holds it: "Amount" gives "$182.40".</summary>
    public string Text(string member, int at = 0)
    {
        var words = retailer.Wording;
        bool Ends(params string[] ends) => ends.Any(end => member.EndsWith(end, StringComparison.Ordinal));
        return member switch
        {
            "Error" or "Problem" or "Fault" or "Pending" or "Unknown" => "",
            "Tone" => at == 0 ? "good" : "flat",
            "Icon" => "file-text",
            "Kind" => "text",
            "Lang" => retailer.Culture,
            "Colour" => retailer.Brand.Colour,
            "Align" => "start",
            "Trace" => "4bf92f3577b34da6",
            "Count" => words.Count(3, "entry", "entries"),
            "Name" or "CustomerName" or "By" or "Who" => "Alex Sample",
            "Greeting" => "Hello Alex,",
            "Currency" => retailer.Currency.Code,
            "Retailer" or "Payee" or "Brand" => retailer.Name,
            "Datetime" => Wording.Iso(today.AddDays(-30 * at)),
            "X" or "Y" or "Y0" or "BarX" or "Width" or "Height" or "BarWidth" => (20 + 40 * at).ToString(CultureInfo.InvariantCulture),
            _ when Ends("Href", "Action", "Url", "Dial") => "#",
            _ when Ends("Id", "Key") => $"sample-{at + 1}",
            _ when Ends("Amount", "Total", "Balance", "Owing", "Money", "Due") => words.Money(new Money(18_240 - 1_310 * at)),
            _ when Ends("On", "Date", "When", "From", "Until", "Day") => words.LongDate(today.AddDays(-30 * at)),
            _ when Ends("Reference") => $"{retailer.TicketPrefix}-{today.Year}-00187{at + 3}",
            _ when Ends("Number", "Account", "Statement") => (10002000 + at).ToString(CultureInfo.InvariantCulture),
            _ when Ends("Email") => "alex@example.com",
            _ when Ends("Phone") => retailer.Contact.Phone is { Length: > 0 } phone ? phone : "13 00 00",
            _ when Ends("Address", "Site", "Place") => "1 Sample Street",
            _ when Ends("Text", "Sentence", "Lead", "Body", "Detail", "Summary", "Next", "After", "Help", "Hint", "Said") => "What stands here depends on the customer.",
            _ => at == 0 ? Spaced(member) : $"{Spaced(member)} {at + 1}",
        };
    }

    private object? Made(Type type, string member, int at, int depth)
    {
        if (type == typeof(string)) return Text(member, at);
        if (type == typeof(bool)) return !Off.Contains(member) && (member is not ("Current" or "Selected" or "Highlight") || at == 0);
        if (type == typeof(Html)) return new Html("<p>What stands here depends on the customer.</p>");
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return List(type.GetGenericArguments()[0], member, depth);
        if (type == typeof(TablePage)) return Table();
        if (type == typeof(FormPage)) return Form();
        if (type == typeof(FormToken)) return new FormToken("token", "");
        if (type == typeof(ChartPage)) return Chart();
        return depth < Deepest && !type.IsAbstract ? Record(type, at, depth + 1) : null;
    }

    private object? Record(Type type, int at, int depth)
    {
        if (type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).MaxBy(one => one.GetParameters().Length) is not { } make) return null;
        var record = make.Invoke([.. make.GetParameters().Select(parameter => Made(parameter.ParameterType, parameter.Name!, at, depth))]);
        var given = make.GetParameters().Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && !given.Contains(property.Name)))
            property.SetValue(record, Made(property.PropertyType, property.Name, at, depth));
        return record;
    }

    private Array List(Type item, string member, int depth)
    {
        var one = member.EndsWith("ies", StringComparison.Ordinal) ? member[..^3] + "y" : member.TrimEnd('s');
        var made = Enumerable.Range(0, depth > 4 ? 1 : item == typeof(string) ? 2 : 3).Select(at => Made(item, one, at, depth + 1)).Where(value => value is not null).ToList();
        var list = Array.CreateInstance(item, made.Count);
        for (var at = 0; at < made.Count; at++) list.SetValue(made[at], at);
        return list;
    }

    private TablePage Table()
    {
        var words = retailer.Wording;
        string[] labels = [words.Word("Date"), words.Word("Description"), words.Word("Amount")];
        Cell[] Cells(int row) => [new Cell("date", words.ShortDate(today.AddDays(-30 * row))) { Lead = true, Label = labels[0], Datetime = Wording.Iso(today.AddDays(-30 * row)) }, Cell.Plain(row == 1 ? "Payment" : "Supply charge") with { Label = labels[1] },
            new Cell("money", words.Money(new Money(18_240 - 1_310 * row))) { Label = labels[2], Align = "end", Lead = true }];
        return new("sample", words.Word("Charges"), [.. labels.Select((label, at) => new TablePage.Heading($"sample-{at}", label, at == 2 ? "end" : "start", "", "", at != 1))], [.. Enumerable.Range(0, 4).Select(row => new TablePage.Row(Cells(row)))],
            new FiltersPage([new FilterField("q", "Search", "search", "", [])], [], false, words.Count(4, "entry", "entries"), "#", "#"), new PagerPage("1 to 4 of 4", "", "", []), "#", new EmptyPage("Nothing here yet", "What comes next is said here."), []);
    }

    private static FormPage Form() => new("#", new FormToken("token", ""),
        [new FormField("sample-name", "Your name") { Required = true, Value = "Alex Sample" }, new FormField("sample-choice", "Choose", "select") { Options = [new Choice("a", "One", true), new Choice("b", "Another")] }], "Save changes");

    private ChartPage Chart() => new("bars", "sample-chart", "Sample", "The newest is the highest.", "Month", "kWh",
        [.. Enumerable.Range(0, 6).Select(at => new ChartPage.Row(retailer.Wording.ShortDate(today.AddMonths(at - 5)), today.AddMonths(at - 5).ToString("MMM", retailer.Wording.Culture), (200 + 20 * at).ToString(CultureInfo.InvariantCulture), $"{200 + 20 * at} kWh"))])
    { ValueSuffix = " kWh" };

    private static string Spaced(string member)
    {
        var text = string.Concat(member.Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
