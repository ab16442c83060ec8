using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>One ticket: where it stands, what was said, and the customer's answer.</summary>
internal static class ContactThread
{
    private const int AnswersAnHour = 20;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/contact/{reference}", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/contact/{reference}/reply", Reply).Takes(ContactFiles.MostOfRequest(portal)).RequireAuthorization(Policies.Customer);
        portal.MapPost("/contact/{reference}/close", Close).RequireAuthorization(Policies.Customer);
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(string reference, HttpContext context, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, ContactFiles files, CancellationToken stop) =>
        await db.ContactLogs.For(customer).SeenBy(customer).WithThread().SingleOrDefaultAsync(log => log.Reference == reference, stop) is { } log
            ? ToPage(log, await MergedAsync(log, customer, db, stop), Ask(Form.Fresh(context), files, scope.Current.Wording), scope.Current, calendar)
            : TypedResults.NotFound();

    private static async Task<Results<RedirectHttpResult, Page<Model>, NotFound>> Reply(
        string reference, HttpContext context, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, Notices notices, ContactMails mails, ContactFiles files, ILogger<Contacts> logger, CancellationToken stop)
    {
        if (await ToChangeAsync(reference, customer, db, stop) is not { } log) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop), files, scope.Current.Wording);
        if (form.IsGood && !TakesAnswers(log, calendar)) form.RefuseAll("This can no longer be answered. Please send us a new message.");
        if (form.IsGood && log.Messages.Count(message => message.FromCustomer && message.At > calendar.UtcNow.AddHours(-1)) >= AnswersAnHour) form.RefuseAll(ContactWords.TooMany);
        using var taken = await files.TakeAsync(form, customer, log, stop);
        if (!form.IsGood) return ToPage(log, await MergedAsync(log, customer, db, stop), form, scope.Current, calendar);

        log.Take(ContactEvent.CustomerAnswered, calendar, await BusinessDays.OfAsync(db, stop));
        (log.WrittenBy, log.Email) = log.OpenedBy == customer.UserId ? (customer.Name, customer.Email) : (log.WrittenBy, log.Email);
        log.Say(new ContactMessage { At = calendar.UtcNow, Author = customer.Name, FromCustomer = true, Text = Contacts.Clean(form["message"]), Files = taken.Rows });
        await mails.AnsweredAsync(log);
        if (!await SavedAsync(db, stop))
        {
            form.RefuseAll("Something about this has changed in the meantime. Please read it again, then send your reply.");
            return ToPage(log, await MergedAsync(log, customer, db, stop), form, scope.Current, calendar);
        }
        taken.Keep();
        mails.DeliverSoon();
        logger.Took(log.Reference, ContactEvent.CustomerAnswered);
        notices.Put(context, "good", scope.Current.Wording.Word("Your reply is sent."));
        return TypedResults.LocalRedirect(Links.To($"/contact/{reference}"));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Close(
        string reference, HttpContext context, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, Notices notices, ILogger<Contacts> logger, CancellationToken stop)
    {
        if (await ToChangeAsync(reference, customer, db, stop) is not { } log) return TypedResults.NotFound();
        var happened = Ending(log);
        if (log.Status.CanTake(happened))   // else it is over already: a second click
        {
            log.Take(happened, calendar, await BusinessDays.OfAsync(db, stop));
            log.Say(new ContactMessage { At = calendar.UtcNow, Author = customer.Name, FromCustomer = true, Event = happened, Text = "" });
            if (await SavedAsync(db, stop))
            {
                logger.Took(log.Reference, happened);
                notices.Put(context, "good", scope.Current.Wording.Word(happened == ContactEvent.CustomerWithdrew ? "Your request is withdrawn." : "Thank you. This is closed now."));
            }
        }
        return TypedResults.LocalRedirect(Links.To($"/contact/{reference}"));
    }

    private static Task<ContactLog?> ToChangeAsync(string reference, Customer customer, PortalDb db, CancellationToken stop) =>
        db.ContactLogs.ToChangeFor(customer).SeenBy(customer).WithThread().SingleOrDefaultAsync(log => log.Reference == reference, stop);

    /// <summary>Not saved where the retailer took a step at the same moment, or where a newer request stands in the way of opening this one again.</summary>
    private static async Task<bool> SavedAsync(PortalDb db, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    private static Task<List<ContactLog>> MergedAsync(ContactLog log, Customer customer, PortalDb db, CancellationToken stop) =>
        db.ContactLogs.For(customer).SeenBy(customer).MergedInto(log).ToListAsync(stop);

    private static ContactEvent Ending(ContactLog log) =>
        log.IsRequest && log.Status.CanTake(ContactEvent.CustomerWithdrew) ? ContactEvent.CustomerWithdrew : ContactEvent.CustomerSettled;

    private static bool TakesAnswers(ContactLog log, RetailerCalendar calendar) =>
        log.Status.CanTake(ContactEvent.CustomerAnswered) && !(log.EndedAt < calendar.UtcNow.AddDays(-ContactLife.DaysToReopen));

    private static Form Ask(Form form, ContactFiles files, Wording words) => files.Ask(form.Field(new FormField("message", words.Word("Reply"), "textarea") { Required = true, Rows = "4", Maxlength = $"{Contacts.LongestMessage}" }), words.Word("Files"));

    private static Page<Model> ToPage(ContactLog log, IReadOnlyList<ContactLog> merged, Form form, Retailer retailer, RetailerCalendar calendar)
    {
        var words = retailer.Wording;
        var status = StatusWords.Of(log, words, calendar);
        var ending = Ending(log);
        var answering = form.ToPage($"/contact/{log.Reference}/reply", words.Word(log.Status.IsOver() ? "Open it again" : "Send"));
        return new Page<Model>("ContactUs/ContactThread", log.Subject, new Model(
            log.Subject, Links.To("/contact"), words.Word("Contact us"), log.Reference, new ChipPage(status.Text, status.Tone),
            new NoticePage(status.Tone == "flat" ? "" : status.Tone, status.Next),
            [.. Facts(log, words, calendar)],
            [.. log.Messages.Select(message => (Of: log, Message: message)).Concat(merged.SelectMany(one => one.Messages.Where(message => message.Files.Count > 0), (one, message) => (Of: one, Message: message)))
                .Where(said => !said.Message.IsInternal).OrderBy(said => said.Message.At).ThenBy(said => said.Message.Id).Select(said => Said(said.Message, said.Of, log, retailer, calendar))],
            TakesAnswers(log, calendar) ? answering : null,
            words.Word("This was closed more than 30 days ago. If there is more to say, send us a new message."),
            log.Status.CanTake(ending) ? new ClosePage(Links.To($"/contact/{log.Reference}/close"), answering.Token, words.Word(ending == ContactEvent.CustomerWithdrew ? "Withdraw my request" : log.IsComplaint ? "My complaint is settled" : "My question is settled")) : null,
            log.IsComplaint ? ComplaintPage.Of(retailer, log, calendar) : null));
    }

    private static IEnumerable<FactPage> Facts(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        yield return new FactPage(words.Word("Message Type"), ContactWords.TypeOf(log, words));
        yield return new FactPage(words.Word("Sent"), words.LongDate(calendar.DayOf(log.CreatedAt)));
        if (log.PromisedOn is not null && !log.Status.IsOver()) yield return new FactPage(words.Word("Answer by"), ClockWords.By(log.PromisedOn, log.PromisedAt, words, calendar));
        if (log.MeterNumber != "") yield return new FactPage(words.Word("Meter Number"), log.MeterNumber);
        if (log.StatementNumber != "") yield return new FactPage(words.Word("Statement Number"), log.StatementNumber);
        if (log.IsComplaint && log.Type != MessageTypes.Complaint) yield return new FactPage(words.Word("Complaint"), words.Word("Yes"));
        foreach (var detail in log.Details) yield return new FactPage(detail.Label, detail.Text);
    }

    /// <param name="of">The message's ticket: of one that lives on in the ticket shown, the files are told and not the words.</param>
    private static SaidPage Said(ContactMessage message, ContactLog of, ContactLog shown, Retailer retailer, RetailerCalendar calendar) => new(
        message.FromCustomer, message.Event is not null,
        message.FromCustomer ? message.Author : message.Author == "" ? retailer.Name : $"{message.Author}, {retailer.Name}",
        calendar.LocalTime(message.At).ToString("d MMM yyyy, h:mm tt", retailer.Wording.Culture), message.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        of != shown ? $"{retailer.Wording.Word("Sent with")} {of.Reference}." : message.Event is { } happened ? StatusWords.Told(message, happened, retailer.Wording) : message.Text,
        FilePage.Of(message, $"/contact/{of.Reference}", retailer.Wording));

    internal sealed record Model(
        string Title, string BackHref, string BackLabel, string Reference, ChipPage Chip, NoticePage Next, IReadOnlyList<FactPage> Facts, IReadOnlyList<SaidPage> Thread,
        FormPage? Form, string ClosedText, ClosePage? Close, ComplaintPage? Complaint);

    internal sealed record FactPage(string Label, string Text);
    internal sealed record SaidPage(bool Mine, bool Event, string Who, string When, string Datetime, string Text, IReadOnlyList<FilePage> Files);
    internal sealed record ClosePage(string Action, FormToken Token, string Label);
}
