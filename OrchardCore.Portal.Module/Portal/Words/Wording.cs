using System.Globalization;

namespace OrchardCore.Portal.Words;

/// <summary>How this retailer says things: its culture, its currency, and its own words for the portal's ("Bill" for "Statement").</summary>
public sealed class Wording(CultureInfo culture, Currency currency, IReadOnlyDictionary<string, string> pack)
{
    private const string Minus = "\u2212";   // a real minus, not a hyphen: it lines up with tabular figures

    public CultureInfo Culture { get; } = WithShortMonths(culture);
    public Currency Currency => currency;

    /// <summary>The retailer's word for a text of the portal; the text itself where the pack is silent.</summary>
    public string Word(string text) => pack.TryGetValue(text, out var own) ? own : text;

    /// <summary>A label as it stands within a sentence: "First name" as "first name", "ABN" as it is.</summary>
    public static string InSentence(string label) => label.Length < 2 || char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];

    public string Money(Money amount) =>
        (amount.IsNegative ? Minus : "") + currency.Sign + amount.Size.ToDecimal(currency.Decimals).ToString("N" + currency.Decimals.ToString(CultureInfo.InvariantCulture), Culture);

    /// <summary>A credit is said in a word too: a sign alone is easily missed.</summary>
    public string MoneyInWords(Money balance) => balance.IsNegative ? $"{Money(-balance)} in credit" : Money(balance);

    /// <summary>"14 Nov 2026", for tables.</summary>
    public string ShortDate(DateOnly date) => date.ToString("d MMM yyyy", Culture);
    public string ShortDate(DateOnly? date) => date is { } day ? ShortDate(day) : "";

    /// <summary>"today at 2:05 pm", "14 Nov 2026 at 2:05 pm".</summary>
    public string Moment(DateTime utc, RetailerCalendar calendar)
    {
        var local = calendar.LocalTime(utc);
        var (day, time) = (DateOnly.FromDateTime(local), local.ToString("h:mm tt", Culture));
        return day == calendar.Today ? $"today at {time}" : $"{ShortDate(day)} at {time}";
    }

    /// <summary>"2026-11-14", for files and machines.</summary>
    public static string Iso(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    /// <summary>"Friday 4 December 2026", for sentences.</summary>
    public string LongDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", Culture);

    public string Number(decimal value) => value.ToString("#,0.######", Culture);
    public string Count(int count, string one, string many) => $"{count.ToString("N0", Culture)} {Word(count == 1 ? one : many)}";

    /// <summary>English Unicode data writes "June", "July" and "Sept" among its short months; in tables and charts all have three letters.</summary>
    private static CultureInfo WithShortMonths(CultureInfo culture)
    {
        if (culture.TwoLetterISOLanguageName != "en") return culture;
        var own = (CultureInfo)culture.Clone();
        own.DateTimeFormat.AbbreviatedMonthNames = own.DateTimeFormat.AbbreviatedMonthGenitiveNames = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames;
        return CultureInfo.ReadOnly(own);
    }
}
