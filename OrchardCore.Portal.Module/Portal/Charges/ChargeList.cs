using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Charges;

/// <summary>Every line of every bill of the account; of one statement, it also says whether the lines make its current charges.</summary>
internal static class ChargeList
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/charges", Show).RequireAuthorization(Policies.Customer).KeptWhileUnchanged().Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var rows = db.Charges.For(customer);
        var kinds = await rows.Select(c => new { c.MeterNumber, c.Rollup }).Distinct().ToListAsync(stop);
        var list = List(words, db.Statements.For(customer), await MetersAsync(db, customer, InOrder(kinds.Select(kind => kind.MeterNumber)), words, stop), [.. InOrder(kinds.Select(kind => kind.Rollup)).Select(rollup => new Choice(rollup, rollup))])
            .Sums((shown, matching, count, stop) => ChargeSums.OfAsync(shown, matching, count, request.Query["statement"].ToString().Trim(), db.Statements.For(customer), words, stop));
        if (Listing<Charge>.WantsCsv(request)) return list.Csv(request, rows, "charges.csv");
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        return new Page<Model>("Charges/ChargeList", words.Word("Charges"), new Model(PayHead.Of("Charges", standing, words), await list.PageAsync(request, rows, stop)));
    }

    private static Listing<Charge> List(Wording words, IQueryable<Statement> statements, IReadOnlyList<Choice> meters, IReadOnlyList<Choice> rollups) =>
        new Listing<Charge>("charges", "Charges", words)
        {
            Path = "/charges",
            Counted = ("charge", "charges"),
            NothingYet = new EmptyPage("No charges yet", $"Charges appear here with your first {words.Word("statement")}.", $"See your {words.Word("statements")}", Links.To("/statements")),
        }
        // Numbers of statements need not grow with time, so their order is that of issue.
        .Column("statement", "Statement Number", c => statements.Where(s => s.Number == c.StatementNumber).Select(s => s.IssuedOn).FirstOrDefault(),
            c => Cell.Link(c.StatementNumber, Links.To($"/statements/{Uri.EscapeDataString(c.StatementNumber)}")), c => c.StatementNumber)
        .Column("meter", "Meter Number", c => c.MeterNumber, c => Cell.Plain(c.MeterNumber), c => c.MeterNumber)
        .Column("rollup", "Rollup Description", c => c.Rollup, c => Cell.Plain(c.Rollup), c => c.Rollup)
        .Column("charge", "Charge Description", c => c.Description, c => Cell.Plain(c.Description, ChargeText.HowItCame(c, words)), c => c.Description, lead: true)
        .Column("start", "Start Date", c => c.StartsOn, c => Cell.Date(c.StartsOn, words), c => Wording.Iso(c.StartsOn))
        .Column("end", "End Date", c => c.EndsOn, c => Cell.Date(c.EndsOn, words), c => Wording.Iso(c.EndsOn))
        .Column("units", "Units", c => c.Units, c => Cell.Plain(ChargeText.Units(c, words)), c => Plain(c.Units), "end", number: true)
        .Column("amount", "Charge", c => c.Amount, c => Cell.Money(c.Amount, words, c.Amount.IsNegative ? "credit" : ""), c => c.Amount.ToPlainText(words.Currency.Decimals), "end", lead: true, number: true)
        .Column<string>("unit", "Unit", null, null, c => c.Unit)
        .Column<string>("rate", "Rate", null, null, c => Plain(c.Rate), number: true)
        .Column<string>("tax", "Tax", null, null, c => c.Tax?.ToPlainText(words.Currency.Decimals) ?? "", number: true)
        .Column<string>("estimated", "Estimated", null, null, c => c.IsEstimated ? "yes" : "no")
        .Column<string>("currency", "Currency", null, null, _ => words.Currency.Code)
        .FirstBy("statement", down: true, tie: c => c.Id)
        .Within(c => c.StatementNumber).Within(c => c.LineNumber)
        // A line without dates of its own counts as of the day of its bill.
        .Dates((rows, from) => rows.Where(c => (c.EndsOn ?? c.StartsOn ?? statements.Where(s => s.Number == c.StatementNumber).Select(s => s.IssuedOn).FirstOrDefault()) >= from),
            (rows, to) => rows.Where(c => (c.StartsOn ?? c.EndsOn ?? statements.Where(s => s.Number == c.StatementNumber).Select(s => s.IssuedOn).FirstOrDefault()) <= to))
        .Choose("meter", "Service", "All services", meters, (rows, meter) => rows.Where(c => c.MeterNumber == meter))
        .Choose("rollup", "Rollup Description", "All kinds", rollups, (rows, rollup) => rows.Where(c => c.Rollup == rollup))
        .Find("statement", "Statement Number", (rows, number) => rows.Where(c => c.StatementNumber == number))
        .Search("Text", c => c.Description, c => c.Rollup);

    private static IEnumerable<string> InOrder(IEnumerable<string> texts) => texts.Distinct().Order(StringComparer.Ordinal);

    /// <summary>Meters that were charged for: where it is known, with what they measure and where.</summary>
    private static async Task<List<Choice>> MetersAsync(PortalDb db, Customer customer, IEnumerable<string> charged, Wording words, CancellationToken stop)
    {
        var services = await db.EnergyServices.For(customer).ToListAsync(stop);
        return [.. charged.Where(meter => meter != "").Select(meter => services.Find(service => service.MeterNumber == meter) is { } service
            ? new Choice(meter, $"{ServiceWords.TypeOf(service.Type, words)} {meter}, {service.AddressLine1}") : new Choice(meter, meter))];
    }

    private static string Plain(decimal? value) => value?.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    internal sealed record Model(PayHead Head, TablePage Table);
}
