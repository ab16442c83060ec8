using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Dashboard;

/// <summary>How things stand: what is due first, then the balance, the statements as a graph, the services, and what is being worked on.</summary>
internal static class DashboardPage
{
    private const int MostServices = 6;

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/", Show).RequireAuthorization(Policies.Customer).KeptWhileUnchanged().Compressed();

    // Seven queries, however much there is: the account, its standing, payments on their way, AutoPay (three more where it is on), statements, services,
    // tickets; and four for this month's usage, eight where a meter has readings alone, ten where it has both and its intervals do not say all.
    private static async Task<Page<Model>> Show(Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, IPendingPayments payments, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var account = await db.Accounts.For(customer).Select(one => new { one.FirstName, one.IsClosed }).SingleAsync(stop);
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var bills = await BilledPeriod.NewestAsync(db.Statements.For(customer), stop);
        var services = await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop);
        var tickets = await OpenTickets.OfAsync(db, customer, words, calendar, stop);

        var pending = new Money(-(await payments.OfAsync(customer, stop)).Sum(one => one.Amount.Minor));
        var byItself = await payments.NextByItselfAsync(customer, standing, stop);
        return new("Dashboard/DashboardPage", words.Word("Dashboard"), new Model(
            Greeting(customer, account.FirstName, calendar),
            $"{words.Word("Account")} {customer.AccountNumber}, {customer.Accounts.First(one => one.Number == customer.AccountNumber).Label}",
            account.IsClosed ? new NoticePage("info", $"This account is closed. Your {words.Word("statements")} stay here, to read and to download.") : null,
            DueCard.Of(standing, bills, account.IsClosed, words).With(pending, standing, words) with { ByItself = byItself }, BalanceCard.Of(standing, words), StatementGraph.Of(bills, words), Links.To("/statements"),
            ServicesOf(services, words, calendar), tickets, Links.To("/contact"), Shortcuts(services, words, calendar))
        { Usage = await MonthCard.OfAsync(db, services, scope.Current, calendar, stop) });
    }

    private static string Greeting(Customer customer, string firstName, RetailerCalendar calendar)
    {
        // A sign-in may be another person's than the account's holder: then it is greeted by its whole name.
        var name = firstName != "" && customer.Name.StartsWith(firstName + " ", StringComparison.OrdinalIgnoreCase) ? firstName : customer.Name;
        var daytime = calendar.LocalTime(calendar.UtcNow).Hour switch { < 5 => "evening", < 12 => "morning", < 18 => "afternoon", _ => "evening" };
        return name == "" ? $"Good {daytime}" : $"Good {daytime}, {name}";
    }

    private static ServiceCard ServicesOf(List<EnergyService> services, Wording words, RetailerCalendar calendar)
    {
        var lines = services.Select(service => (Service: service, Words: ServiceWords.Of(service, words, calendar)))
            .OrderByDescending(line => line.Words.IsActive).Take(MostServices)
            .Select(line => new ServiceLine(ServiceWords.TypeOf(line.Service.Type, words), line.Service.MeterNumber, line.Service.AddressText, line.Words.Note,
                Links.To("/usage") + QueryString.Create("service", UsageAsked.KeyOf(line.Service, services)), ServiceWords.Icon(line.Service.Type), line.Words.Text, line.Words.Tone));
        return new(words.Count(services.Count, "service", "services"), Links.To("/services"), [.. lines]);
    }

    private static IReadOnlyList<Shortcut> Shortcuts(List<EnergyService> services, Wording words, RetailerCalendar calendar) =>
    [
        new(words.Word("Send a meter reading"), services.FindAll(service => FinalReadRules.IsPossible(service, calendar.Today)) switch { [] => Links.To("/services"), [var only] => SelfRead.Href(only.Id), _ => Links.To(SelfReadChoice.Path) }),
        new(words.Word("See your usage"), Links.To("/usage")),
        new(words.Word("Move out or give a final read"), Links.To("/services")),
        new(words.Word("Update your details"), Links.To("/account")),
        new(words.Word("Get help"), Links.To("/help")),
    ];

    internal sealed record Model(
        string Greeting, string Summary, NoticePage? Alert, DueCard Due, BalanceCard Balance, ChartPage? Chart, string StatementsHref,
        ServiceCard Services, IReadOnlyList<OpenTicket> Tickets, string ContactHref, IReadOnlyList<Shortcut> Shortcuts)
    {
        /// <summary>Null where nothing is known of this month.</summary>
        public MonthCard? Usage { get; init; }
    }

    internal sealed record ServiceCard(string Count, string Href, IReadOnlyList<ServiceLine> Lines);
    internal sealed record ServiceLine(string Type, string Meter, string Address, string Note, string Href, string Icon, string Status, string Tone);
    internal sealed record Shortcut(string Label, string Href);
}
