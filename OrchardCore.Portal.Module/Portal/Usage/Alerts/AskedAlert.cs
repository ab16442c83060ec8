using System.Globalization;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>The questions of an alert, with a limit to begin with that the customer's own year suggests.</summary>
/// <param name="Rule">Null before it is sent, and where it was refused.</param>
internal sealed record AskedAlert(Form Form, AlertRule? Rule)
{
    // Some six days a year: often enough to be of use, seldom enough to be read.
    private const int DaysAYear = 6;
    private const decimal Most = 1_000_000;

    private static readonly Dictionary<AlertKind, string> Names = new() { [AlertKind.DayUse] = "day", [AlertKind.MonthUse] = "month", [AlertKind.DayCost] = "day-cost", [AlertKind.MonthCost] = "month-cost" };

    /// <param name="hasCost">Whether the meter's file carries cost: elsewhere money is not offered, since a bill tells it too late.</param>
    /// <param name="days">Of the last twelve months.</param>
    public static AskedAlert Of(Form form, EnergyService service, bool hasCost, IReadOnlyList<DayTaken> days, Wording words)
    {
        var own = days.Where(day => !day.IsGuess).Select(day => day.Value).OrderDescending().ToList();
        var unit = service.Unit == "" ? words.Word("units") : service.Unit;
        form.Field(new FormField("kind", words.Word("Tell me when I use more than"), "radio")
        {
            Required = true,
            Value = own.Count > 0 || days.Count == 0 ? Names[AlertKind.DayUse] : Names[AlertKind.MonthUse],
            Options =
            [
                new(Names[AlertKind.DayUse], $"{words.Word("A number of")} {unit} {words.Word("on a day")}"), new(Names[AlertKind.MonthUse], $"{words.Word("A number of")} {unit} {words.Word("in a calendar month")}"),
                .. hasCost ? [new(Names[AlertKind.DayCost], $"{words.Word("An amount of money on a day")}", Hint: words.Word("Energy alone, as the meter's data say")), new(Names[AlertKind.MonthCost], words.Word("An amount of money in a calendar month"), Hint: words.Word("Energy alone, as the meter's data say"))] : Array.Empty<Choice>(),
            ],
        });
        form.Field(new FormField("limit", words.Word("Limit"))
        {
            Required = true,
            Inputmode = "decimal",
            Autocomplete = "off",
            Maxlength = "12",
            Value = own.Count > DaysAYear ? Rounded(own[DaysAYear]).ToString(CultureInfo.InvariantCulture) : "",
            Hint = own.Count == 0 ? "" : $"{words.Word("On a usual day you use")} {UseSentence.Amount(own[own.Count / 2], service.Unit, words)}, {words.Word("on your highest of the last 12 months")} {UseSentence.Amount(own[0], service.Unit, words)}.",
        });
        if (!form.IsSent || !form.IsGood) return new(form, null);
        var rule = new AlertRule(Names.First(name => name.Value == form["kind"]).Key, 0);
        var decimals = rule.IsMoney ? words.Currency.Decimals : 3;
        if (!TypedAmount.TryRead(form["limit"], decimals, out var limit) || limit > Most)
            form.Refuse("limit", rule.IsMoney ? $"{words.Word("Enter an amount above zero and up to a million, such as")} {Money.Rounded(25, decimals).ToPlainText(decimals)}."
                : words.Word("Enter a number above zero, such as 25 or 12.5: a million at most, three digits after the point."));
        return new(form, form.IsGood ? rule with { Limit = limit } : null);
    }

    private static decimal Rounded(decimal value) => value >= 10 ? Math.Ceiling(value) : decimal.Round(value, 1, MidpointRounding.ToPositiveInfinity);
}
