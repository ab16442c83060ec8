using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.BackOffice.CannedAnswers;
using OrchardCore.Portal.BackOffice.Complaints;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>Puts the ticket's page together: as it is first shown, or with the one of its forms that was sent and refused.</summary>
internal sealed class TicketScreen(PortalDb db, RetailerScope scope, RetailerCalendar calendar, IStaffList staff, ContactFiles files, IAuthorizationService permissions)
{
    /// <param name="sent">One of the page's forms with what is wrong in it, by the last part of its address ("answer").</param>
    public async Task<Page<TicketPage.Model>> ShowAsync(HttpContext context, ContactLog log, Desk desk, CancellationToken stop, (string Name, Form Form)? sent = null)
    {
        var words = scope.Current.Wording;
        // What was sent has been asked already.
        Form Given(string name, Func<Form, Form> ask) => sent is { } one && one.Name == name ? one.Form : ask(Form.Fresh(context));
        string At(string deed) => $"{InboxList.Path}/{log.Reference}/{deed}";

        var people = await PeopleAsync(log, desk, stop);
        return new Page<TicketPage.Model>("BackOffice/Inbox/TicketPage", $"{log.Reference}: {log.Subject}", new TicketPage.Model(
            log.Subject, log.Reference, Links.To(InboxList.Path),
            [.. Marks(log, TicketWords.Status(log, words, calendar), DueWords.Of(log, words, calendar))],
            log.IsPrivate,
            TicketThread.Of(log, await desk.Tickets(db).AsNoTracking().MergedInto(log).ToListAsync(stop), scope.Current, calendar),
            Composer(Given("answer", form => AnswerTicket.Ask(form, log, files)).ToPage(At("answer"), "Send"), log) with { Canned = await CannedAsync(log, desk, stop) },
            await AccountCard.OfAsync(log, desk, db, (await permissions.AuthorizeAsync(context.User, Policies.ServeCustomers)).Succeeded, words, calendar, stop),
            [.. Facts(log, words)],
            log.AssignedTo == "" ? "nobody yet" : log.AssignedName,
            Given("assign", form => AssignTicket.Ask(form, log, people)).ToPage(At("assign"), "Save"),
            log.AssignedTo == "" ? Links.To(At("take")) : "",
            TicketWords.StepsFrom(log.Status).Any() ? Given("step", form => MoveTicket.Ask(form, log)).ToPage(At("step"), "Save") : null,
            log.Status.IsOver() ? null : Given("promise", form => MovePromise.Ask(form, log, calendar)).ToPage(At("promise"), "Move the promise"),
            log.Status.IsOver() ? null : Given("merge", MergeTicket.Ask).ToPage(At("merge"), "Merge"),
            Given("complaint", form => RecordComplaint.Ask(form, log)).ToPage(At("complaint"), "Save")), frame: FrameKind.Office);
    }

    /// <summary>To whom the ticket may be given: those who may see it, and whoever has it now.</summary>
    public async Task<IReadOnlyList<StaffMember>> PeopleAsync(ContactLog log, Desk desk, CancellationToken stop)
    {
        var may = await staff.WhoMayAsync(log.IsRestricted || log.IsPrivate ? Policies.AnswerPrivate : Policies.AnswerContacts, stop);
        IEnumerable<StaffMember> all = [desk.Me, .. may, .. log.AssignedTo == "" ? Array.Empty<StaffMember>() : [new StaffMember(null, log.AssignedName, log.AssignedTo)]];
        return [.. all.Where(one => one.Email != "").DistinctBy(one => one.Email, StringComparer.OrdinalIgnoreCase).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private async Task<IReadOnlyList<TicketPage.CannedPage>> CannedAsync(ContactLog log, Desk desk, CancellationToken stop) =>
        [.. (await db.CannedAnswers.AsNoTracking().OrderBy(one => one.Order).ThenBy(one => one.Id).ToListAsync(stop)).Select(one => new TicketPage.CannedPage($"{one.Id}", one.Title, one.For(log, desk.Me, scope.Current)))];

    private static IEnumerable<ChipPage> Marks(ContactLog log, string status, DueWords due)
    {
        yield return new ChipPage(status, InboxList.StaffTone(log));
        if (due.Text != "") yield return new ChipPage(due.Text, due.Tone);
        if (log.IsComplaint) yield return new ChipPage(log.Level switch { ComplaintLevel.Ombudsman => "Complaint, with the ombudsman", ComplaintLevel.TeamLeader => "Complaint, with a team leader", _ => "Complaint" }, "bad");
        if (log.Priority != ContactPriority.Normal) yield return new ChipPage($"{log.Priority} priority", log.Priority switch { ContactPriority.Urgent => "bad", ContactPriority.High => "warn", _ => "flat" });
    }

    private static TicketPage.ComposerPage Composer(FormPage form, ContactLog log) => new(
        form, form.Fields.Single(field => field.Name == "kind"), form.Fields.Single(field => field.Name == "message"), form.Fields.Single(field => field.Name == ContactFiles.Field), form.Fields.FirstOrDefault(field => field.Name == "then"),
        $"{log.Version}", log.IsPrivate ? "The answer appears in the portal for this person alone. No e-mail is sent." : $"{log.WrittenBy} reads it in the portal and is told by e-mail.", []);

    private IEnumerable<TicketPage.FactPage> Facts(ContactLog log, Wording words)
    {
        string Day(DateTime? at) => at is { } utc ? TicketThread.Time(utc, words, calendar) : "Not yet";
        yield return new("Message type", ContactWords.TypeOf(log, words));
        yield return new("Received", Day(log.CreatedAt));
        yield return new("Promised by", ClockWords.By(log.PromisedOn, log.PromisedAt, words, calendar));
        if (log.FirstPromisedOn != log.PromisedOn || log.FirstPromisedAt != log.PromisedAt) yield return new("First promised by", ClockWords.By(log.FirstPromisedOn, log.FirstPromisedAt, words, calendar));
        yield return new("First answer", Day(log.FirstAnswerAt));
        if (log.ResolvedAt is not null) yield return new("Resolved", Day(log.ResolvedAt));
        if (log.IsComplaint)
        {
            yield return new("Complaint about", log.Category == "" ? "Not yet said" : log.Category);
            yield return new("Level", RecordComplaint.Name(log.Level));
            yield return new("What went wrong", log.Cause);
            yield return new("Outcome", log.Outcome);
            yield return new("Ombudsman reference", log.OmbudsmanReference);
        }
        if (log.MeterNumber != "") yield return new(words.Word("Meter Number"), log.MeterNumber);
        if (log.StatementNumber != "") yield return new(words.Word("Statement Number"), log.StatementNumber);
        foreach (var detail in log.Details) yield return new(detail.Label, detail.Text);
    }
}
