using System.Globalization;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>Service, year and month to choose from: only what was read is offered. A GET form, so that a view can be kept and sent.</summary>
internal sealed record UsageForm(string Action, IReadOnlyList<FilterField> Fields, string Submit)
{
    public static UsageForm Of(UsageAsked asked, IReadOnlyList<EnergyService> services, ReadMonths months, IReadOnlyList<DialMonth> dials, DialMonth? dial, Wording words)
    {
        var years = months.All.Select(month => month.Year).Append(asked.Month.Year).Distinct().OrderDescending();
        var names = months.All.Select(month => month.Month).Append(asked.Month.Month).Distinct().Order();
        List<FilterField> fields =
        [
            ServiceField(asked.ServiceKey, services, words),
            Select("year", "Year", Text(asked.Month.Year), years.Select(year => new Choice(Text(year), Text(year)))),
            Select("month", "Month", Text(asked.Month.Month), names.Select(month => new Choice(Text(month), UsageWords.MonthName(month, words)))),
        ];
        if (dials.Count > 1) fields.Add(Select("register", "Register", dial?.Register ?? "", dials.Select(one => new Choice(one.Register, UsageWords.RegisterOf(one.Register)))));
        return new(Links.To("/usage/readings"), fields, words.Word("Get Usage"));

        FilterField Select(string name, string label, string value, IEnumerable<Choice> choices) =>
            new(name, words.Word(label), "select", value, [.. choices.Select(choice => choice with { Selected = choice.Value == value })]);
    }

    public static FilterField ServiceField(string key, IReadOnlyList<EnergyService> services, Wording words) => new("service", words.Word("Service"), "select", key,
        [.. services.Select(service => new Choice(UsageAsked.KeyOf(service, services), LabelOf(service, services, words), UsageAsked.KeyOf(service, services) == key))]);

    private static string LabelOf(EnergyService service, IReadOnlyList<EnergyService> services, Wording words)
    {
        var label = $"{ServiceWords.TypeOf(service.Type, words)} {service.MeterNumber}, {service.AddressLine1}";
        return services.Count(other => other.MeterNumber == service.MeterNumber) == 1 ? label : $"{label}, from {service.MoveInOn.ToString("O", CultureInfo.InvariantCulture)}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>To the month before and the month after that have readings; empty where there is none.</summary>
internal sealed record UsageStep(string Label, string PreviousHref, string PreviousLabel, string NextHref, string NextLabel)
{
    public static UsageStep Of(UsageAsked asked, ReadMonths months, Wording words)
    {
        var (before, after) = (months.Before(asked.Month), months.After(asked.Month));
        return new(UsageWords.MonthOf(asked.Month, words), Href(before), Label(before), Href(after), Label(after));

        string Href(DateOnly? month) => month is { } one ? (asked with { Month = one }).Href() : "";
        string Label(DateOnly? month) => month is { } one ? UsageWords.MonthOf(one, words) : "";
    }
}
