using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Complaints;

/// <summary>
/// Every complaint with what a regulator asks for (what about, how far it went, what came of it, whether in time), and the last twelve months
/// in numbers. What somebody may not see in the inbox is not here either.
/// </summary>
internal static class ComplaintRegister
{
    public const string Path = "/admin/complaints";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.AnswerContacts);
        portal.MapGet(Path + "/report.csv", Report).ForOffice(Policies.AnswerContacts);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, AuditTrail trail, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var complaints = (await Desk.OfAsync(context)).Tickets(db).AsNoTracking().WithoutMerged().Where(log => log.IsComplaint);
        var list = List(words, calendar);
        if (Listing<ContactLog>.WantsCsv(context.Request))
        {
            await trail.NoteNowAsync("Complaints", "Exported", "Complaint register", Path, context.Request.QueryString.ToString());
            return list.Csv(context.Request, complaints.Where(log => !log.IsPrivate), $"complaints-{Wording.Iso(calendar.Today)}.csv");
        }
        var report = await ComplaintReport.OfAsync(complaints, calendar, stop);
        return new Page<Model>("BackOffice/Complaints/ComplaintRegister", "Complaints", new Model(
            await list.PageAsync(context.Request, complaints, stop), report.Chart(words), report.Categories(words), report.Lines.Count == 0, Links.To(Path + "/report.csv")), frame: FrameKind.Office);
    }

    private static async Task<CsvAnswer> Report(HttpContext context, PortalDb db, RetailerCalendar calendar, AuditTrail trail, CancellationToken stop)
    {
        var complaints = (await Desk.OfAsync(context)).Tickets(db).AsNoTracking().WithoutMerged().Where(log => log.IsComplaint && !log.IsPrivate);
        var report = await ComplaintReport.OfAsync(complaints, calendar, stop);
        await trail.NoteNowAsync("Complaints", "Exported", "Report by month and category", Path);
        return report.Csv($"complaints-by-month-{Wording.Iso(calendar.Today)}.csv");
    }

    private static Listing<ContactLog> List(Wording words, RetailerCalendar calendar) => new Listing<ContactLog>("complaints", "Complaints", words)
    {
        Path = Path,
        Counted = ("complaint", "complaints"),
        NothingYet = new EmptyPage("No complaints", "A ticket stands here when the customer or one of your people calls it a complaint."),
    }
    .Column("reference", "Complaint", log => log.Reference, log => Cell.Link(log.Reference, InboxList.Href(log), log.Cause != "" ? log.Cause : log.LastWords), log => log.Reference, lead: true)
    .Column<string>("subject", "Subject", null, null, log => log.Subject)
    .Column("received", "Received", log => log.CreatedAt, log => Cell.Date(calendar.DayOf(log.CreatedAt), words), log => Wording.Iso(calendar.DayOf(log.CreatedAt)))
    .Column("from", "From", log => log.WrittenBy, log => Cell.Plain(log.WrittenBy, log.AccountNumber), log => log.WrittenBy)
    .Column<string>("account", "Account", null, null, log => log.AccountNumber)
    .Column("category", "Category", log => log.Category, log => Cell.Plain(log.Category == "" ? "Not yet said" : log.Category), log => log.Category, lead: true)
    .Column("level", "Level", log => log.Level, log => log.Level == ComplaintLevel.FirstContact ? Cell.Plain(RecordComplaint.Name(log.Level)) : Cell.Chip(RecordComplaint.Name(log.Level), log.Level == ComplaintLevel.Ombudsman ? "bad" : "warn"), log => RecordComplaint.Name(log.Level))
    .Column("status", "Status", log => log.Status, log => Cell.Chip(TicketWords.Status(log, words, calendar), InboxList.StaffTone(log)), log => log.Status.ToString(), lead: true)
    .Column("promised", "First promised", log => log.FirstPromisedOn, null, log => ClockWords.Iso(log.FirstPromisedOn, log.FirstPromisedAt, calendar))
    .Column("settled", "Settled", log => log.SettledOn, null, log => ClockWords.Iso(log.SettledOn, log.FirstPromisedAt is null ? null : log.SettledAt, calendar))
    .Column<string>("promise", "Promise", null, log => Promise(log, words, calendar), log => FirstPromise.Of(log).State(calendar).ToString(), lead: true)
    .Column<string>("cause", "What went wrong", null, null, log => log.Cause)
    .Column<string>("outcome", "Outcome", null, null, log => log.Outcome)
    .Column<string>("ombudsman", "Ombudsman reference", null, null, log => log.OmbudsmanReference)
    .FirstBy("received", down: true, tie: log => log.Id)
    .Choose("month", "Month", "All months", Months(calendar.Today).Select(month => new Choice(month.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.ToString("MMMM yyyy", words.Culture))), (logs, value) => In(logs, value, calendar))
    .Choose("category", "Category", "All", [.. ComplaintCategories.All.Select(name => new Choice(name, name)), new Choice("none", "Not yet said")], (logs, name) => name == "none" ? logs.Where(log => log.Category == "") : logs.Where(log => log.Category == name))
    .Choose("state", "Status", "All", [new Choice("open", "Open"), new Choice("over", "Closed")], (logs, state) => state == "open" ? logs.StillOpen() : logs.Over())
    .Choose("promise", "Promise", "All", Enum.GetNames<PromiseState>().Select(name => new Choice(name, name)), (logs, name) => logs.Whose(Enum.Parse<PromiseState>(name), calendar))
    .Search("Text or reference", log => log.Reference, log => log.Subject, log => log.AccountNumber, log => log.WrittenBy, log => log.OmbudsmanReference, log => log.Cause, log => log.Outcome);

    private static IEnumerable<DateOnly> Months(DateOnly today) => Enumerable.Range(0, 24).Select(back => new DateOnly(today.Year, today.Month, 1).AddMonths(-back));

    private static IQueryable<ContactLog> In(IQueryable<ContactLog> logs, string month, RetailerCalendar calendar)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (from, to) = (calendar.StartOf(first), calendar.StartOf(first.AddMonths(1)));
        return logs.Where(log => log.CreatedAt >= from && log.CreatedAt < to);
    }

    private static Cell Promise(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        var state = FirstPromise.Of(log).State(calendar);
        return Cell.Chip(state.ToString(), state switch { PromiseState.Kept => "good", PromiseState.Broken => "bad", _ => "flat" }) with { Sub = $"by {words.ShortDate(log.FirstPromisedOn)}{(log.FirstPromisedAt is { } at ? ", " + ClockWords.Time(at, words, calendar) : "")}" };
    }

    internal sealed record Model(TablePage Table, ChartPage Kept, IReadOnlyList<ComplaintReport.CategoryPage> Categories, bool Empty, string ReportHref);
}
