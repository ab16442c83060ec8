using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>How near a ticket's promise is, for who must keep it: "Due today", "2 days late".</summary>
/// <param name="Tone">warn, bad or flat.</param>
internal sealed record DueWords(string Text, string Tone)
{
    public static readonly DueWords None = new("", "flat");

    public static DueWords Of(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        if (log.Status.IsOver() || log.Status == ContactStatus.Resolved || log.PromisedOn is not { } promised) return None;
        if (log.PausedOn is not null) return new("Clock stopped", "flat");
        return (promised.DayNumber - calendar.Today.DayNumber) switch
        {
            < 0 and var late => new($"{words.Count(-late, "day", "days")} late", "bad"),
            0 => new("Due today", "warn"),
            1 => new("Due tomorrow", "flat"),
            _ => new($"Due {promised.ToString(promised.Year == calendar.Today.Year ? "ddd d MMM" : "d MMM yyyy", words.Culture)}", "flat"),
        };
    }
}
