using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements.Explaining;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>A statement as a page: the equal of its PDF, for every device and for those who do not see it.</summary>
internal static class StatementDetail
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/statements/{number}", Show).RequireAuthorization(Policies.Customer).Compressed();

    private static async Task<Results<Page<Model>, NotFound>> Show(
        string number, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var mine = db.Statements.For(customer);
        if (await mine.SingleOrDefaultAsync(s => s.Number == number, stop) is not { } statement) return TypedResults.NotFound();
        var words = scope.Current.Wording;
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var status = StatementStatuses.Of(statement, standing);
        return new Page<Model>("Statements/StatementDetail", $"{words.Word("Statement")} {number}", new Model
        {
            Title = $"{words.Word("Statement")} {number}",
            Bill = await Bills.OfAsync(db, customer, scope.Current, statement, stop),
            Explained = await ExplainedPage.OfAsync(db, customer, statement, words, stop),
            Status = words.Word(status.Text()),
            Tone = status.Tone(),
            Now = Now(statement, status, standing, words),
            PayHref = standing.LeftOf(number).IsPositive ? Links.To($"/pay?statement={Uri.EscapeDataString(number)}") : "",
            DownloadHref = Href(number) + "/pdf",
            QueryHref = Links.To($"/contact?type=billing&statement={Uri.EscapeDataString(number)}"),
            Readings = statement.DueOn >= calendar.Today ? await EstimatedAsync(db, customer, statement, words, calendar.Today, stop) : [],
            ChargesHref = Links.To($"/charges?statement={Uri.EscapeDataString(number)}"),
            BackHref = Links.To("/statements"),
            Older = await mine.Where(s => s.IssuedOn < statement.IssuedOn || (s.IssuedOn == statement.IssuedOn && s.Id < statement.Id))
                .OrderByDescending(s => s.IssuedOn).ThenByDescending(s => s.Id).FirstOrDefaultAsync(stop) is { } older ? Step(older, words) : null,
            Newer = await mine.Where(s => s.IssuedOn > statement.IssuedOn || (s.IssuedOn == statement.IssuedOn && s.Id > statement.Id))
                .OrderBy(s => s.IssuedOn).ThenBy(s => s.Id).FirstOrDefaultAsync(stop) is { } newer ? Step(newer, words) : null,
        });
    }

    /// <summary>For each meter of which something was estimated: the way to send one's own reading and have the bill adjusted, until it is due.</summary>
    private static async Task<IReadOnlyList<CellAction>> EstimatedAsync(PortalDb db, Customer customer, Statement statement, Wording words, DateOnly today, CancellationToken stop)
    {
        var meters = await db.Charges.For(customer).Where(charge => charge.StatementNumber == statement.Number && charge.IsEstimated && charge.MeterNumber != "").Select(charge => charge.MeterNumber).Distinct().ToListAsync(stop);
        if (meters.Count == 0) return [];
        var services = await db.EnergyServices.For(customer).Where(service => meters.Contains(service.MeterNumber)).OrderBy(service => service.MeterNumber).ToListAsync(stop);
        return [.. services.Where(service => FinalReadRules.IsPossible(service, today)).Select(service => new CellAction($"{words.Word("Send a reading of meter")} {service.MeterNumber}", SelfRead.Href(service.Id, statement.Number)))];
    }

    private static string Href(string number) => Links.To($"/statements/{Uri.EscapeDataString(number)}");

    private static CellAction Step(Statement other, Wording words) => new($"{other.Number}, {words.ShortDate(other.IssuedOn)}", Href(other.Number));

    /// <summary>The bill says what was asked for then; this says what is left of it today.</summary>
    private static string Now(Statement statement, StatementStatus status, Standing standing, Wording words) => status switch
    {
        StatementStatus.Paid => $"Nothing is left to pay of this {words.Word("statement")}.",
        StatementStatus.Credit => "",
        _ when standing.LeftOf(statement.Number) == statement.CurrentBalance => "",
        StatementStatus.Overdue => $"{words.Money(standing.LeftOf(statement.Number))} of this {words.Word("statement")} is still to pay, and overdue.",
        _ => $"{words.Money(standing.LeftOf(statement.Number))} of this {words.Word("statement")} is still to pay.",
    };

    internal sealed record Model
    {
        public required string Title { get; init; }
        public required Bill Bill { get; init; }

        /// <summary>Null for a credit note.</summary>
        public required ExplainedPage? Explained { get; init; }
        public required string Status { get; init; }
        public required string Tone { get; init; }

        /// <summary>Where something was estimated and the statement is not due yet.</summary>
        public required IReadOnlyList<CellAction> Readings { get; init; }

        /// <summary>How it stands today; empty where the figures on the bill say it.</summary>
        public required string Now { get; init; }

        /// <summary>Empty where nothing is left to pay.</summary>
        public required string PayHref { get; init; }
        public required string DownloadHref { get; init; }
        public required string QueryHref { get; init; }
        public required string ChargesHref { get; init; }
        public required string BackHref { get; init; }
        public required CellAction? Older { get; init; }
        public required CellAction? Newer { get; init; }
    }
}
