using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>Every bill of the account with its ten figures; the number downloads the invoice.</summary>
internal static class StatementList
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/statements", Show).RequireAuthorization(Policies.Customer).KeptWhileUnchanged().Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var list = List(words, standing);
        var rows = db.Statements.For(customer);
        return Listing<Statement>.WantsCsv(request)
            ? list.Csv(request, rows, "statements.csv")
            : new Page<Model>("Statements/StatementList", words.Word("Statements"), new Model(PayHead.Of("Statements", standing, words), await list.PageAsync(request, rows, stop)));
    }

    private static Listing<Statement> List(Wording words, Standing standing)
    {
        Cell Money(Money amount) => Cell.Money(amount, words, amount.IsNegative ? "credit" : "");
        string Plain(Money amount) => amount.ToPlainText(words.Currency.Decimals);
        return new Listing<Statement>("statements", "Statements", words)
        {
            Path = "/statements",
            Counted = ("statement", "statements"),
            NothingYet = new EmptyPage($"No {words.Word("statements")} yet", $"Your first {words.Word("statement")} appears here on the day it is issued.", "See your services", Links.To("/services")),
        }
        .Column("number", "Statement No", s => s.Number, s => Cell.Download(s.Number, Links.To($"/statements/{s.Number}/pdf")), s => s.Number, lead: true)
        .Column("issued", "Issue Date", s => s.IssuedOn, s => Cell.Date(s.IssuedOn, words), s => Wording.Iso(s.IssuedOn))
        .Column("due", "Due Date", s => s.DueOn, s => Cell.Date(s.DueOn, words), s => Wording.Iso(s.DueOn), lead: true)
        .Column("previous", "Previous Balance", s => s.PreviousBalance, s => Money(s.PreviousBalance), s => Plain(s.PreviousBalance), "end", number: true)
        .Column("payments", "Payments", s => s.Payments, s => Cell.Money(-s.Payments, words), s => Plain(-s.Payments), "end", number: true)
        .Column("adjustments", "Adjustments", s => s.Adjustments, s => Money(s.Adjustments), s => Plain(s.Adjustments), "end", number: true)
        .Column("carried", "Carried Forward", s => s.CarriedForward, s => Money(s.CarriedForward), s => Plain(s.CarriedForward), "end", number: true)
        .Column("charges", "Current Charges", s => s.CurrentCharges, s => Money(s.CurrentCharges), s => Plain(s.CurrentCharges), "end", number: true)
        .Column("balance", "Current Balance", s => s.CurrentBalance, s => Money(s.CurrentBalance), s => Plain(s.CurrentBalance), "end", lead: true, number: true)
        .Column("tax", "Tax", s => s.Tax, s => Money(s.Tax), s => Plain(s.Tax), "end", number: true)
        .Column<string>("status", "Status", null, s => StatementStatuses.Of(s, standing).Chip(standing.LeftOf(s.Number), words), s => words.Word(StatementStatuses.Of(s, standing).Text()), lead: true)
        .Column<string>("view", "View", null, s => Cell.Link(words.Word("View"), Links.To($"/statements/{Uri.EscapeDataString(s.Number)}")), null)
        .Column<string>("currency", "Currency", null, null, _ => words.Currency.Code)
        .FirstBy("issued", down: true, tie: s => s.Id)
        .Dates((rows, from) => rows.Where(s => s.IssuedOn >= from), (rows, to) => rows.Where(s => s.IssuedOn <= to))
        .Choose("status", "Status", "Any status", StatementStatuses.Choices(words), (rows, value) => rows.Keep(value, standing))
        .Search("Statement No", s => s.Number);
    }

    internal sealed record Model(PayHead Head, TablePage Table);
}
