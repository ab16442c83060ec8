using Hangfire;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>All payments that were begun in the portal, what became of them, and the comparisons with Stripe.</summary>
internal static class PaymentsReport
{
    internal const string Path = "/admin/payments";
    private const int MostShown = 50;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.SeePayments);
        portal.MapPost(Path + "/compare", Compare).ForOffice(Policies.SeePayments).LimitedByPerson(new Limit("compare", 10, TimeSpan.FromMinutes(10)));
        PaymentDetail.Map(portal);
        PaymentsExport.Map(portal);
        Differences.Map(portal);
        StripeKeysPage.Map(portal);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, StripeAccounts accounts, IAntiforgery antiforgery, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var said = new OfficeTime(words, calendar);
        var list = List(said, calendar);
        var rows = db.PaymentAttempts.OfEveryAccount().AsNoTracking();
        if (Listing<PaymentAttempt>.WantsCsv(context.Request)) return list.Csv(context.Request, rows, "payments.csv");
        var tokens = antiforgery.GetAndStoreTokens(context);
        var runs = await db.Reconciliations.AsNoTracking().Include(run => run.Differences).OrderByDescending(run => run.StartedAt).Take(5).ToListAsync(stop);
        return new Page<Model>("BackOffice/Payments/PaymentsReport", "Payments", new Model(
            await list.PageAsync(context.Request, rows, stop), await DaysAsync(db, words, calendar, stop), [.. runs.Select(run => RunOf(run, said))], await accounts.FindAsync(stop) is not null,
            Links.To(Path + "/keys"), Links.To(Path + "/compare"), Links.To(Path + "/export.csv"), Wording.Iso(calendar.Today.AddDays(-30)), Wording.Iso(calendar.Today), new FormToken(tokens.FormFieldName, tokens.RequestToken ?? "")), frame: FrameKind.Office);
    }

    private static async Task<IResult> Compare(
        HttpContext context, Reconciliations runs, RetailerScope scope, RetailerCalendar calendar, StripeAccounts accounts, IOptions<PortalOptions> options, IBackgroundJobClient jobs, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await accounts.FindAsync(stop) is null)
        {
            notices.Put(context, "bad", "There are no Stripe keys to compare with.");
            return TypedResults.LocalRedirect(Links.To(Path));
        }
        var form = await Form.SentAsync(context, stop);
        if (!PaymentWords.TryWindow(form["from"], form["to"], (calendar.Today.AddDays(-options.Value.Payments.ReconcileDays), calendar.Today), out var window))
        {
            notices.Put(context, "bad", "Nothing was compared. " + PaymentWords.WindowAsked);
            return TypedResults.LocalRedirect(Links.To(Path));
        }
        var (from, to) = window;
        trail.Note("Payments", "Compared with Stripe", $"{Wording.Iso(from)} to {Wording.Iso(to)}", Path);
        var run = await runs.PlanAsync(calendar.StartOf(from), calendar.StartOf(to.AddDays(1)), context.User.Identity?.Name ?? "", stop);
        jobs.Enqueue<Reconcile>(job => job.RunAsync(scope.Current.Id, run.Id, CancellationToken.None));
        notices.Put(context, "good", "Stripe and the ledger are being compared. Load this page again to see what was found.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<List<Day>> DaysAsync(PortalDb db, Wording words, RetailerCalendar calendar, CancellationToken stop)
    {
        var since = calendar.Today.AddDays(-6);
        var entries = await db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => entry.Source == PaymentFacts.Source && entry.On >= since).Select(entry => new { entry.On, entry.Kind, entry.Amount }).ToListAsync(stop);
        return [.. entries.GroupBy(entry => entry.On).OrderByDescending(day => day.Key).Select(day => new Day(words.ShortDate(day.Key),
            words.Number(day.Count(entry => entry.Kind == LedgerKind.Payment)),
            words.Money(new Money(-day.Where(entry => entry.Kind == LedgerKind.Payment).Sum(entry => entry.Amount.Minor))),
            words.Money(new Money(day.Where(entry => entry.Kind == LedgerKind.Refund).Sum(entry => entry.Amount.Minor)))))];
    }

    private static Run RunOf(ReconciliationRun run, OfficeTime said) => new(
        $"{said.Of(run.StartedAt)}, {run.Who}", $"{said.Of(run.From)} to {said.Of(run.To)}",
        run switch { { FinishedAt: null } => "Running", { Fault: not "" } => "Ended early", { Differences.Count: > 0 } => "Differs", _ => "Agrees" },
        run switch { { FinishedAt: null } => "warn", { Fault: not "" } or { Differences.Count: > 0 } => "bad", _ => "good" },
        run.Fault != "" ? "Stripe could not be asked. Compare again." : $"{said.Words.Count(run.Compared, "payment", "payments")} compared, {said.Words.Number(run.Mended)} mended, {said.Words.Number(run.Others)} in the same Stripe account that the portal did not make.",
        [.. run.Differences.Take(MostShown).Select(one => new Difference(one.Reference != "" ? one.Reference : one.IntentId, one.Account, said.Words.Money(one.AtStripe), said.Words.Money(one.InLedger), Differences.What(one.Kind), Differences.ToDo(one.Kind)))],
        run.Differences.Count > MostShown ? $"The first {said.Words.Number(MostShown)} of {said.Words.Number(run.Differences.Count)}; the file has all." : "",
        run.Differences.Count > 0 ? Links.To($"{Path}/comparisons/{run.Id:N}/differences.csv") : "");

    private static Listing<PaymentAttempt> List(OfficeTime said, RetailerCalendar calendar) => new Listing<PaymentAttempt>("payments", "Payments", said.Words)
    {
        Path = Path,
        Counted = ("payment", "payments"),
        NothingYet = new EmptyPage("No payments yet", "Each payment that a customer begins appears here, with what became of it."),
    }
    .Column("begun", "Begun", one => one.CreatedAt, one => Cell.Link(said.Of(one.CreatedAt), Links.To($"{Path}/{one.Id:N}"), PaymentWords.Kind(one.Kind)), one => one.CreatedAt.ToString("O"), lead: true)
    .Column("reference", "Reference", one => one.Reference, one => Cell.Code(one.Reference), one => one.Reference)
    .Column("account", "Account", one => one.AccountNumber, one => Cell.Plain(one.AccountNumber), one => one.AccountNumber)
    .Column("amount", "Amount", one => one.Amount, one => Cell.Money(one.Amount, said.Words), one => one.Amount.ToPlainText(said.Words.Currency.Decimals), "end", lead: true, number: true)
    .Column("state", "State", one => one.State, one => Cell.Chip(PaymentWords.Name(one.State), PaymentWords.Tone(one.State)), one => PaymentWords.Name(one.State), lead: true)
    .Column("with", "Paid with", one => one.Last4, one => Cell.Plain(one.With().Text), one => one.With().Text)
    .Column("statement", said.Words.Word("Statement"), one => one.StatementNumber, one => Cell.Plain(one.StatementNumber), one => one.StatementNumber)
    .Column<string>("intent", "Stripe payment", null, null, one => one.IntentId)
    .FirstBy("begun", down: true, tie: one => one.Id)
    .Dates((rows, from) => rows.Where(one => one.CreatedAt >= calendar.StartOf(from)), (rows, to) => rows.Where(one => one.CreatedAt < calendar.StartOf(to.AddDays(1))))
    .Choose("state", "State", "All states", Enum.GetValues<PaymentState>().Select(state => new Choice(state.ToString(), PaymentWords.Name(state))), (rows, value) => Enum.TryParse<PaymentState>(value, out var state) ? rows.Where(one => one.State == state) : rows)
    .Search("Text", one => one.Reference, one => one.AccountNumber, one => one.IntentId);

    internal sealed record Model(
        TablePage Table, IReadOnlyList<Day> Days, IReadOnlyList<Run> Runs, bool Open, string KeysHref, string CompareAction, string ExportHref, string From, string To, FormToken Token);
    internal sealed record Day(string On, string Count, string Paid, string Back);
    internal sealed record Run(string When, string Window, string State, string Tone, string Text, IReadOnlyList<Difference> Found, string More, string CsvHref);
    internal sealed record Difference(string Reference, string Account, string AtStripe, string InLedger, string What, string ToDo);
}
