using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Finds a customer. There is no file of this list: who takes all customers along asks the billing system, which has its own watch over that.</summary>
internal static class CustomerList
{
    public const string Path = "/admin/customers";
    private const int LongestText = 200;

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Path, Show).ForOffice(Policies.ServeCustomers);

    private static async Task<Page<Model>> Show(HttpContext context, string? q, PortalDb db, PartsOn parts, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        // Control characters mean nothing here, and PostgreSQL takes no NUL in a text.
        var text = new string([.. (q ?? "").Where(letter => !char.IsControl(letter))]).Trim();
        var tooLong = text.Length > LongestText;
        IReadOnlyList<string> found = text == "" || tooLong ? [] : await new CustomerSearch(db).FindAsync(text, stop);
        var rows = db.Accounts.AsNoTracking();
        if (text != "") rows = rows.Where(account => EF.Parameter(found).Contains(account.AccountNumber));
        // A filter of what was fetched would say "nothing" though one fits that was not.
        var (tooMany, filtered) = (found.Count > CustomerSearch.Most, context.Request.Query["state"].ToString() != "" || context.Request.Query["bills"].ToString() != "");
        if (tooMany && filtered) rows = rows.Where(_ => false);

        var table = await List(db, new CustomerFacts(db, calendar), parts.Has(PortalParts.SignIn), text, words, calendar).PageAsync(context.Request, rows, stop);
        return new Page<Model>("BackOffice/Customers/CustomerList", "Customers", new Model(
            text.Length > LongestText ? text[..LongestText] : text, Links.To(Path),
            tooLong ? $"That is too long to be a name or a number: {LongestText} characters at most." : tooMany && !filtered ? $"More than {words.Number(CustomerSearch.Most)} customers fit. These are some of them; go on typing for fewer." : "",
            table with { CsvHref = "", Empty = tooMany && filtered ? TooManyToFilter(table.Empty, words) : table.Empty }), frame: FrameKind.Office);
    }

    private static EmptyPage TooManyToFilter(EmptyPage empty, Wording words) =>
        empty with { Title = "Go on typing to filter", Text = $"More than {words.Number(CustomerSearch.Most)} customers begin like this. With a longer name or number the filters look at all of them." };

    private static Listing<Account> List(PortalDb db, CustomerFacts facts, bool signIns, string text, Wording words, RetailerCalendar calendar)
    {
        var list = new Listing<Account>("customers", "Customers", words)
        {
            Path = Path,
            Counted = ("customer", "customers"),
            Most = CustomerSearch.Most,
            Ahead = facts.ReadAsync,
            NothingYet = text == "" ? new EmptyPage("No customers yet", "They come with the first customers.csv that is imported.")
                : new EmptyPage("Nobody found", "Nothing about a customer begins like this. Try the last name alone, or a number from a bill.", "Show all", Links.To(Path)),
        }
        // By number alone: it has the index that a million accounts are paged on.
        .Column("number", "Customer", account => account.AccountNumber, account => Cell.Link(NameOf(account), Href(account.AccountNumber), account.AccountNumber + (account.IsClosed ? " · closed" : "")), null, lead: true)
        .Column<string>("place", words.Word("Supplied at"), null, account => facts.PlaceOf(account) is var (address, more) && more > 0 ? Cell.Plain(address, $"and {words.Count(more, "other address", "other addresses")}") : Cell.Plain(address), null)
        .Column<string>("contact", "Reached by", null, account => Cell.Plain(account.Email, account.Mobile != "" ? account.Mobile : account.Phone), null)
        .Column<string>("balance", "Balance", null, account => facts.BalanceOf(account) is var balance && facts.IsOverdue(account) ? Cell.Money(balance, words) with { Sub = "overdue" } : Cell.Money(balance, words, balance.IsNegative ? "credit" : ""), null, "end", lead: true);
        if (signIns)
            list = list.Column<string>("state", "Sign-in", null, account => facts.StateOf(account).ToCell(), null, lead: true)
                .Choose("state", "Sign-in", "Any", [new("none", "Not activated"), new("active", "Active"), new("locked", "Locked")], (accounts, state) => InState(accounts, state, db));
        return list
            .FirstBy("number", down: false, tie: account => account.Id)
            .Choose("bills", "Balance", "Any", [new("overdue", "Overdue")], (accounts, _) => CustomerFacts.Overdue(accounts, db, calendar.Today))
            .Carry("q");
    }

    private static IQueryable<Account> InState(IQueryable<Account> accounts, string state, PortalDb db)
    {
        var (all, farAway) = (db.AccountAccess.AsNoTracking(), (DateTimeOffset?)PortalUser.ForGood.AddDays(-1));
        var locked = db.Users.AsNoTracking().Where(user => user.LockoutEnd >= farAway).Select(user => user.Id);
        return state switch
        {
            "none" => accounts.Where(account => !all.Any(access => access.AccountNumber == account.AccountNumber)),
            "active" => accounts.Where(account => all.Any(access => access.AccountNumber == account.AccountNumber && !locked.Contains(access.UserId))),
            // As the chip says it (AccessState): nobody gets in any more.
            _ => accounts.Where(account => all.Where(access => locked.Contains(access.UserId)).Select(access => access.AccountNumber).Contains(account.AccountNumber)
                && !all.Any(access => access.AccountNumber == account.AccountNumber && !locked.Contains(access.UserId))),
        };
    }

    public static string Href(string account) => Links.To($"{Path}/{Uri.EscapeDataString(account)}");

    public static string NameOf(Account account) => (account.CompanyName, $"{account.FirstName} {account.LastName}".Trim()) switch
    {
        ("", "") => account.AccountNumber,
        ("", var person) => person,
        (var company, "") => company,
        var (company, person) => $"{company} ({person})",
    };

    /// <param name="Note">What is to be known about what was found; may be empty.</param>
    internal sealed record Model(string Text, string Action, string Note, TablePage Table);
}
