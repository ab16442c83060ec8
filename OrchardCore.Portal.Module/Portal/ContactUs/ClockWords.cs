using System.Globalization;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>How a promise is said: within what, and by when that comes to be.</summary>
internal static class ClockWords
{
    /// <summary>"2 business days", "4 business hours".</summary>
    public static string Within(int within, bool inHours, Wording words) => inHours ? words.Count(within, "business hour", "business hours") : words.Count(within, "business day", "business days");

    /// <summary>"Friday 4 December 2026", and ", 3:30 pm" where hours were promised; empty where nothing was.</summary>
    public static string By(DateOnly? on, DateTime? at, Wording words, RetailerCalendar calendar) =>
        on is not { } day ? "" : at is { } moment ? $"{words.LongDate(day)}, {Time(moment, words, calendar)}" : words.LongDate(day);

    /// <summary>For files: "2026-12-04", and "2026-12-04T15:30" by the retailer's clock where hours were promised.</summary>
    public static string Iso(DateOnly? on, DateTime? at, RetailerCalendar calendar) => at is { } moment ? calendar.LocalTime(moment).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : Wording.Iso(on);

    /// <summary>"3:30 pm", where the retailer is.</summary>
    public static string Time(DateTime utc, Wording words, RetailerCalendar calendar) => calendar.LocalTime(utc).ToString("h:mm tt", words.Culture);
}
