using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>How near a ticket's promise is, for who must keep it: "Due today", "Due 3:30 pm", "2 days late".</summary>
/// <param name="Tone">warn, bad or flat.</param>
internal sealed record DueWords(string Text, string Tone)
{
    public static readonly DueWords None = new("", "flat");

    public static DueWords Of(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        if (log.Status.IsOver() || log.Status == ContactStatus.Resolved || log.PromisedOn is not { } promised) return None;
        if (log.PausedOn is not null) return new("Clock stopped", "flat");
        if (log.PromisedAt is { } at) return OfHours(promised, at, words, calendar);
        return (promised.DayNumber - calendar.Today.DayNumber) switch
        {
            < 0 and var late => new($"{words.Count(-late, "day", "days")} late", "bad"),
            0 => new("Due today", "warn"),
            1 => new("Due tomorrow", "flat"),
            _ => new($"Due {Day(promised, words, calendar)}", "flat"),
        };
    }

    private static DueWords OfHours(DateOnly promised, DateTime at, Wording words, RetailerCalendar calendar)
    {
        var (left, time) = (at - calendar.UtcNow, ClockWords.Time(at, words, calendar));
        return (promised.DayNumber - calendar.Today.DayNumber) switch
        {
            _ when left <= TimeSpan.FromDays(-1) => new($"{words.Count((int)-left.TotalDays, "day", "days")} late", "bad"),
            _ when left <= TimeSpan.FromHours(-1) => new($"{words.Count((int)-left.TotalHours, "hour", "hours")} late", "bad"),
            _ when left < TimeSpan.Zero => new($"{words.Count(Math.Max(1, (int)-left.TotalMinutes), "minute", "minutes")} late", "bad"),
            0 => new($"Due {time}", "warn"),
            1 => new($"Due tomorrow {time}", "flat"),
            _ => new($"Due {Day(promised, words, calendar)}, {time}", "flat"),
        };
    }

    private static string Day(DateOnly day, Wording words, RetailerCalendar calendar) => day.ToString(day.Year == calendar.Today.Year ? "ddd d MMM" : "d MMM yyyy", words.Culture);
}
