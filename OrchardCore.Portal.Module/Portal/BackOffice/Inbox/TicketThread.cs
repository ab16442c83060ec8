using System.Globalization;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>What was said and done, as the retailer's people see it: their own words on the right, notes apart.</summary>
internal static class TicketThread
{
    /// <param name="merged">Tickets that live on in this one: their words stand in a note, and their files are shown where they came.</param>
    public static IReadOnlyList<SaidPage> Of(ContactLog log, IReadOnlyList<ContactLog> merged, Retailer retailer, RetailerCalendar calendar) =>
        [.. log.Messages.Select(message => (Of: log, Message: message)).Concat(merged.SelectMany(one => one.Messages.Where(message => message.Files.Count > 0), (one, message) => (Of: one, Message: message)))
            .OrderBy(said => said.Message.At).ThenBy(said => said.Message.Id).Select(said => Said(said.Message, said.Of, log, retailer, calendar))];

    public static string Time(DateTime utc, Wording words, RetailerCalendar calendar) => calendar.LocalTime(utc).ToString("d MMM yyyy, h:mm tt", words.Culture);

    /// <summary>"PR" for Priya Raman.</summary>
    public static string Initials(string name) =>
        string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, .. var rest] ? new[] { first, rest.LastOrDefault("") }.Select(part => StringInfo.GetNextTextElement(part)) : []).ToUpperInvariant();

    private static SaidPage Said(ContactMessage message, ContactLog of, ContactLog shown, Retailer retailer, RetailerCalendar calendar)
    {
        var words = retailer.Wording;
        var who = message.Author == "" ? retailer.Name : message.Author;
        var text = message.Event switch
        {
            null => of == shown ? message.Text : $"Sent with {of.Reference}.",
            { } happened when message.FromCustomer || happened == ContactEvent.Changed => StatusWords.Told(message, happened, words),
            // To themselves, people do not say "we".
            { } happened => $"{TicketWords.Done(happened)}{(message.Text == "" ? "" : ": " + message.Text)}",
        };
        return new SaidPage(!message.FromCustomer, message.Event is not null, message.IsInternal, who, Initials(who), Time(message.At, words, calendar), message.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), text,
            FilePage.Of(message, $"{InboxList.Path}/{of.Reference}", words));
    }
}

/// <param name="Mine">Of the retailer's side.</param>
/// <param name="Note">Among the retailer's people only.</param>
internal sealed record SaidPage(bool Mine, bool Event, bool Note, string Who, string Initials, string When, string Datetime, string Text, IReadOnlyList<FilePage> Files);
