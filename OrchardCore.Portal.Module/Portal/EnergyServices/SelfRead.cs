using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>
/// The customer's own reading, at any time. One that is usual is accepted at once, and billing told; one that is not is asked again, and when the customer is sure, held
/// for a person to look at, with the reason said. For a bill that was estimated it asks for an adjusted one, until its due date (National Energy
/// Retail Rules, rule 21: customer read estimates).
/// </summary>
internal static class SelfRead
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/services/{id:int}/reading", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/services/{id:int}/reading", Send).Takes(ContactFiles.MostOfRequest(portal)).RequireAuthorization(Policies.Customer).Limited(new Limit("self-read", 30, TimeSpan.FromHours(1)));
    }

    public static string Href(int serviceId, string statement = "") => Links.To($"/services/{serviceId}/reading") + (statement == "" ? "" : QueryString.Create("statement", statement));

    private static async Task<IResult> Show(int id, HttpContext context, Parts parts, CancellationToken stop)
    {
        if (await AskedAsync(id, context.Request.Query["statement"].ToString(), parts, stop) is not { } asked) return TypedResults.NotFound();
        return PageOf(asked, Ask(asked, Form.Fresh(context), parts), parts);
    }

    /// <summary>What the meter shows, and a photo of it for whoever doubts it later.</summary>
    private static Form Ask(Asked asked, Form form, Parts parts) => parts.Files.Ask(asked.Reading.Ask(form), parts.Words.Word("A photo of the meter"), photos: true);

    private static async Task<IResult> Send(int id, HttpContext context, Parts parts, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        if (await AskedAsync(id, form["statement"], parts, stop) is not { } asked) return TypedResults.NotFound();
        Ask(asked, form, parts);
        if (form.IsGood && await HasReadAsync(asked, form, parts, stop)) form.RefuseAll(HasSent(parts));
        using var taken = await parts.Files.TakeAsync(form, parts.Customer, null, stop, photos: true);
        if (!form.IsGood) return PageOf(asked, form, parts);
        List<Reading> rows = asked.Reading.Doubt is null ? [.. asked.Reading.ToRows(form)] : [];
        try
        {
            return await OpenAsync(asked, form, rows, taken, context, parts, stop);
        }
        catch (DbUpdateException)   // a file, or the same person elsewhere, brought a reading of that very moment since we looked
        {
            parts.Db.ChangeTracker.Clear();
            if (!await HasReadAsync(asked, form, parts, stop) && !await AreThereAsync(rows, parts, stop)) throw;   // nothing did: then it is another failure, and nothing was taken
            form.RefuseAll(HasSent(parts));
            return PageOf(asked, form, parts);
        }
    }

    /// <summary>Every reading is a ticket, so that those who bill learn of it: one that is accepted comes with its rows, another waits for them.</summary>
    private static async Task<IResult> OpenAsync(Asked asked, Form form, List<Reading> rows, TakenFiles taken, HttpContext context, Parts parts, CancellationToken stop)
    {
        var words = parts.Words;
        var isPlain = asked.Reading.Doubt is null && asked.Statement is null;
        List<NewDetail> details = [.. asked.Reading.InWords(form)];
        if (asked.Reading.Doubt is { } doubt) details.Add(new(words.Word("Why we look at it first"), doubt));
        var contact = new NewContact(MessageTypes.MeterRead, asked.Statement is null ? $"I read meter {asked.Service.MeterNumber} myself." : $"{words.Word("Statement")} {asked.Statement.Number} was estimated. Please adjust it by my own reading of meter {asked.Service.MeterNumber}.")
        {
            Subject = asked.Statement is not null ? "Adjusted bill after an estimate" : isPlain ? "Meter reading accepted, for the next bill" : "",
            MeterNumber = asked.Service.MeterNumber,
            StatementNumber = asked.Statement?.Number ?? "",
            Details = details,
            Files = taken.Rows,
            Once = isPlain ? $"{NewContact.Telling}self-read {asked.Service.Id} {Wording.Iso(SelfReadForm.DayOf(form))}" : $"self-read {asked.Service.Id}",
            Also = _ => parts.Db.AddRange(rows),
        };
        var outcome = await parts.Contacts.OpenAsync(parts.Customer, contact, stop);
        if (outcome is OpenOutcome.Opened) taken.Keep();
        switch (outcome)
        {
            case OpenOutcome.Opened when isPlain:
                parts.Notices.Put(context, "good", $"{words.Word("Thank you. We have accepted your reading")}: {asked.Reading.Said(form)}.");
                return TypedResults.LocalRedirect(Links.To("/usage/readings") + QueryString.Create("service", asked.Service.MeterNumber));
            case OpenOutcome.Opened(var log):
                parts.Notices.Put(context, asked.Reading.Doubt is null ? "good" : "warn", asked.Reading.Doubt is { } why ? $"{words.Word("We hold your reading until somebody has looked at it")}: {why}" : ContactWords.Sent(log));
                return TypedResults.LocalRedirect(Links.To($"/contact/{log.Reference}"));
            case OpenOutcome.AlreadyOpen when isPlain:
                form.RefuseAll(HasSent(parts));
                return PageOf(asked, form, parts);
            case OpenOutcome.AlreadyOpen(var reference):
                parts.Notices.Put(context, "warn", $"{words.Word("A reading of this meter is being looked at already")}: {reference}.");
                return TypedResults.LocalRedirect(Links.To($"/contact/{reference}"));
            default:
                form.RefuseAll(ContactWords.TooMany);
                return PageOf(asked, form, parts);
        }
    }

    private static string HasSent(Parts parts) => parts.Words.Word("You have sent us a reading of this day already. Thank you.");

    private static async Task<bool> HasReadAsync(Asked asked, Form form, Parts parts, CancellationToken stop)
    {
        var (from, to) = (parts.Calendar.StartOf(SelfReadForm.DayOf(form)), parts.Calendar.StartOf(SelfReadForm.DayOf(form).AddDays(1)));
        var time = await Occupancy.OfAsync(parts.Db, asked.Service, parts.Calendar, stop);
        return await parts.Db.Readings.Of(time).AnyAsync(reading => reading.Quality == ReadingQuality.Customer && reading.ReadAt >= from && reading.ReadAt < to, stop);
    }

    private static async Task<bool> AreThereAsync(List<Reading> rows, Parts parts, CancellationToken stop)
    {
        foreach (var row in rows)
            if (await parts.Db.HasLikeAsync(row, stop)) return true;
        return false;
    }

    /// <returns>Null where the service is none of the customer's, or has no meter that a person can read.</returns>
    private static async Task<Asked?> AskedAsync(int id, string number, Parts parts, CancellationToken stop)
    {
        if (await parts.Db.EnergyServices.For(parts.Customer).SingleOrDefaultAsync(service => service.Id == id, stop) is not { } service || !FinalReadRules.IsPossible(service, parts.Calendar.Today)) return null;
        var today = parts.Calendar.Today;
        var statement = number == "" ? null : await parts.Db.Statements.For(parts.Customer).SingleOrDefaultAsync(one => one.Number == number && one.DueOn >= today, stop);
        return new(service, statement, number != "" && statement is null, new SelfReadForm(service, await MeterRegister.OfAsync(parts.Db, service, parts.Calendar, stop), parts.Words, parts.Calendar));
    }

    private static Page<Model> PageOf(Asked asked, Form form, Parts parts)
    {
        var words = parts.Words;
        return new("EnergyServices/SelfRead", words.Word("Send a meter reading"), new Model(
            words.Word("Send a meter reading"), $"{ServiceWords.TypeOf(asked.Service.Type, words)}, {words.Word("meter")} {asked.Service.MeterNumber}, {asked.Service.AddressText}",
            asked.Statement is { } statement ? $"{words.Word("Your reading goes to us with the request to adjust")} {words.Word("statement")} {statement.Number}. {words.Word("It is due on")} {words.LongDate(statement.DueOn)}."
                : asked.IsTooLate ? $"{words.Word("This statement is past its due date. Your reading counts for the next one")}." : "",
            form.ToPage($"/services/{asked.Service.Id}/reading", words.Word("Send my reading")), asked.Statement?.Number ?? "", Links.To("/services")));
    }

    private sealed record Asked(EnergyService Service, Statement? Statement, bool IsTooLate, SelfReadForm Reading);

    /// <summary>What every step works with.</summary>
    internal sealed record Parts(Customer Customer, PortalDb Db, RetailerScope Scope, RetailerCalendar Calendar, Contacts Contacts, ContactFiles Files, Notices Notices)
    {
        public Wording Words => Scope.Current.Wording;
    }

    internal sealed record Model(string Title, string Lead, string About, FormPage Form, string Statement, string CancelHref);
}
