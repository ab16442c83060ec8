using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>The whole history of the account, each entry with the balance after it.</summary>
internal static class TransactionList
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/transactions", Show).RequireAuthorization(Policies.Customer).KeptWhileUnchanged().Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, IPendingPayments payments, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var rows = Lines(db.Ledger.For(customer), db.Statements.For(customer));
        var list = List(words, await AfterEachAsync(db.Ledger.For(customer), stop));
        if (Listing<Line>.WantsCsv(request)) return list.Csv(request, rows, "transactions.csv");
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        return new Page<Model>("Transactions/TransactionList", words.Word("Transactions"),
            new Model(PayHead.Of("Transactions", standing, words, always: true), WithPending(await list.PageAsync(request, rows, stop), await payments.OfAsync(customer, stop), request, words)));
    }

    /// <summary>What is on its way stands above the newest entries, where somebody looks who has just paid.</summary>
    private static TablePage WithPending(TablePage table, IReadOnlyList<PendingPayment> pending, HttpRequest request, Wording words)
    {
        if (pending.Count == 0 || request.QueryString.HasValue || !table.HasRows) return table;
        return table with { Rows = [.. pending.Select(one => new TablePage.Row(Fit(Cells(one, words), table.Columns))), .. table.Rows] };
    }

    // In the order of the columns below.
    private static Cell[] Cells(PendingPayment one, Wording words) =>
    [
        Cell.Date(one.On, words), one.Href == "" ? Cell.Plain("Payment on its way") : Cell.Link("Payment on its way", one.Href), Cell.Money(one.Amount, words), Cell.Plain(LedgerText.Method(one.Method)), Cell.Plain(one.Comments), Cell.Plain(""), Chip(LedgerStatus.Pending),
    ];

    private static List<Cell> Fit(Cell[] cells, IReadOnlyList<TablePage.Heading> columns) =>
        [.. cells.Zip(columns, (cell, column) => cell with { Label = column.Label, Align = column.Align, Lead = column.Lead })];

    internal static IQueryable<Line> Lines(IQueryable<LedgerEntry> ledger, IQueryable<Statement> statements) =>
        ledger.Select(entry => new Line { Entry = entry, HasStatement = statements.Any(statement => statement.Number == entry.StatementNumber) });

    /// <summary>
    /// The balance after each entry, by its id, in minor units. It is summed over the whole ledger, so it is right on every page and under every filter; in one pass
    /// here, where the database would sum all entries before it for each.
    /// </summary>
    private static async Task<Dictionary<int, long>> AfterEachAsync(IQueryable<LedgerEntry> ledger, CancellationToken stop)
    {
        var after = new Dictionary<int, long>();
        var balance = 0L;
        await foreach (var entry in ledger.OrderBy(entry => entry.On).ThenBy(entry => entry.Id).Select(entry => new { entry.Id, Amount = (long)(object)entry.Amount }).AsAsyncEnumerable().WithCancellation(stop))
            after[entry.Id] = balance += entry.Amount;
        return after;
    }

    private static Listing<Line> List(Wording words, Dictionary<int, long> after)
    {
        // Null for an entry that came between the two readings: the next look has its balance.
        Money? After(Line line) => after.TryGetValue(line.Entry.Id, out var balance) ? new Money(balance) : null;
        string Plain(Money amount) => amount.ToPlainText(words.Currency.Decimals);
        return new Listing<Line>("transactions", "Transactions", words)
        {
            Path = "/transactions",
            Counted = ("transaction", "transactions"),
            NothingYet = new EmptyPage("No payments or charges yet", $"Your first {words.Word("statement")} and every payment appear here.", $"See your {words.Word("statements")}", Links.To("/statements")),
        }
        .Column("date", "Date", l => l.Entry.On, l => Cell.Date(l.Entry.On, words), l => Wording.Iso(l.Entry.On))
        .Column("description", "Description", l => l.Entry.Description, l => Described(l), l => l.Entry.Description, lead: true)
        .Column("amount", "Amount", l => l.Entry.Amount, l => Cell.Money(l.Entry.Amount, words), l => Plain(l.Entry.Amount), "end", lead: true, number: true)
        .Column("method", "Payment Method", l => l.Entry.Method, l => Cell.Plain(LedgerText.Method(l.Entry.Method)), l => LedgerText.Method(l.Entry.Method))
        .Column("comments", "Comments", l => l.Entry.Comments, l => Cell.Plain(l.Entry.Comments), l => l.Entry.Comments)
        .Column<string>("after", "Balance after", null, l => After(l) is { } left ? Cell.Money(left, words, left.IsNegative ? "credit" : "") : Cell.Plain(""), l => After(l) is { } left ? Plain(left) : "", "end", number: true)
        .Column<string>("status", "Status", null, l => Chip(l.Entry.Status), l => l.Entry.Status.ToString())
        .Column<string>("reference", "Reference", null, null, l => l.Entry.SourceId)
        .Column<string>("currency", "Currency", null, null, _ => words.Currency.Code)
        .FirstBy("date", down: true, tie: l => l.Entry.Id)
        .Dates((rows, from) => rows.Where(l => l.Entry.On >= from), (rows, to) => rows.Where(l => l.Entry.On <= to))
        .Choose("kind", "Kind", "All kinds", LedgerText.Kinds(words), (rows, kind) => rows.Where(l => l.Entry.Kind == Enum.Parse<LedgerKind>(kind, ignoreCase: true)))
        .Search("Text", l => l.Entry.Description, l => l.Entry.Comments, l => l.Entry.SourceId);
    }

    private static Cell Described(Line line) => line is { HasStatement: true, Entry.Kind: LedgerKind.Bill }
        ? Cell.Link(line.Entry.Description, Links.To($"/statements/{Uri.EscapeDataString(line.Entry.StatementNumber)}"))
        : Cell.Plain(line.Entry.Description);

    private static Cell Chip(LedgerStatus status) => status switch
    {
        LedgerStatus.Pending => Cell.Chip("Pending", "warn"),
        LedgerStatus.Returned => Cell.Chip("Returned", "bad"),
        LedgerStatus.Refunded => Cell.Chip("Refunded", ""),
        LedgerStatus.Disputed => Cell.Chip("Disputed", "bad"),
        _ => Cell.Plain(""),
    };

    /// <summary>A row as the list reads it.</summary>
    internal sealed class Line
    {
        public required LedgerEntry Entry { get; init; }
        public required bool HasStatement { get; init; }
    }

    internal sealed record Model(PayHead Head, TablePage Table);
}
