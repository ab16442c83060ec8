using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A ticket that still needs something from somebody, ready to place: for the dashboard.</summary>
/// <param name="Status">The chip's word.</param>
/// <param name="Tone">The chip's tone: good, warn, bad or flat.</param>
/// <param name="Next">A sentence with a date: "We will answer by Thursday 26 November 2026."</param>
/// <param name="Opened">"24 Nov 2026".</param>
internal sealed record OpenTicket(string Reference, string Subject, string Href, string Status, string Tone, string Next, string Opened);

internal static class OpenTickets
{
    /// <summary>The tickets of the account in view that are not over yet, the last touched first, ten at most.</summary>
    public static async Task<IReadOnlyList<OpenTicket>> OfAsync(PortalDb db, Customer customer, Wording words, RetailerCalendar calendar, CancellationToken stop)
    {
        var logs = await db.ContactLogs.For(customer).SeenBy(customer).StillOpen()
            .OrderByDescending(log => log.UpdatedAt).ThenByDescending(log => log.Id).Take(10).ToListAsync(stop);
        return [.. logs.Select(log => ToTicket(log, words, calendar))];
    }

    private static OpenTicket ToTicket(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        var status = StatusWords.Of(log, words, calendar);
        return new OpenTicket(log.Reference, log.Subject, Links.To($"/contact/{log.Reference}"), status.Text, status.Tone, status.Next, words.ShortDate(calendar.DayOf(log.CreatedAt)));
    }
}
