using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>What a page of the list says about its accounts besides their own rows: five queries for all of them.</summary>
internal sealed class CustomerFacts(PortalDb db, RetailerCalendar calendar)
{
    private Dictionary<string, long> _balances = [];
    private HashSet<string> _overdue = [], _invited = [];
    private ILookup<string, PortalUser> _signIns = Nobody;
    private ILookup<string, EnergyService> _services = Array.Empty<EnergyService>().ToLookup(service => service.AccountNumber);

    private static ILookup<string, PortalUser> Nobody => Array.Empty<PortalUser>().ToLookup(_ => "");

    public async Task ReadAsync(IReadOnlyList<Account> accounts, CancellationToken stop)
    {
        var numbers = accounts.Select(account => account.AccountNumber).ToList();
        var now = calendar.UtcNow;
        _balances = await db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => numbers.Contains(entry.AccountNumber)).GroupBy(entry => entry.AccountNumber)
            .Select(entries => new { entries.Key, Sum = entries.Sum(entry => (long)(object)entry.Amount) }).ToDictionaryAsync(one => one.Key, one => one.Sum, stop);
        _overdue = [.. await Overdue(db.Accounts.AsNoTracking().Where(account => numbers.Contains(account.AccountNumber)), db, calendar.Today).Select(account => account.AccountNumber).ToListAsync(stop)];
        _signIns = (await (from access in db.AccountAccess.AsNoTracking()
                           join user in db.Users.AsNoTracking() on access.UserId equals user.Id
                           where numbers.Contains(access.AccountNumber)
                           select new { access.AccountNumber, User = user }).ToListAsync(stop)).ToLookup(one => one.AccountNumber, one => one.User);
        _invited = [.. await db.MailedLinks.AsNoTracking().Where(link => numbers.Contains(link.AccountNumber) && link.Purpose == LinkPurpose.Activation && link.UsedAt == null && link.ExpiresAt > now)
            .Select(link => link.AccountNumber).ToListAsync(stop)];
        _services = (await db.EnergyServices.OfEveryAccount().AsNoTracking().Where(service => numbers.Contains(service.AccountNumber)).OrderBy(EnergyService.ActiveThenAddressOn(calendar.Today)).ToListAsync(stop))
            .ToLookup(service => service.AccountNumber);
    }

    public Money BalanceOf(Account account) => new(_balances.GetValueOrDefault(account.AccountNumber));
    public bool IsOverdue(Account account) => _overdue.Contains(account.AccountNumber);
    public AccessState StateOf(Account account) => AccessState.Of([.. _signIns[account.AccountNumber]], _invited.Contains(account.AccountNumber), calendar.UtcNow);

    /// <summary>Where the account is supplied, and at how many places more.</summary>
    public (string Address, int More) PlaceOf(Account account) => _services[account.AccountNumber].Select(service => service.AddressText).Distinct().ToList() switch
    {
        [] => (account.Address.ToText(), 0),
        [var first, .. var rest] => (first, rest.Count),
    };

    /// <summary>
    /// The accounts with debt from statements whose due date has passed, as <see cref="Standing"/> says it: more is owed than the statements that are not due yet
    /// ask for. Written for the databases, so that a list can be cut to them.
    /// </summary>
    public static IQueryable<Account> Overdue(IQueryable<Account> accounts, PortalDb db, DateOnly today)
    {
        var (ledger, statements) = (db.Ledger.OfEveryAccount().AsNoTracking(), db.Statements.OfEveryAccount().AsNoTracking());
        return accounts.Where(account =>
            statements.Any(old => old.AccountNumber == account.AccountNumber && old.DueOn < today)
            && ledger.Where(entry => entry.AccountNumber == account.AccountNumber).Sum(entry => (long)(object)entry.Amount)
                > statements.Where(next => next.AccountNumber == account.AccountNumber && next.DueOn >= today).Sum(next =>
                    ((long)(object)next.CurrentBalance > (long)(object)next.CarriedForward ? (long)(object)next.CurrentBalance - (long)(object)next.CarriedForward : 0)
                    + ((long)(object)next.Adjustments > 0 ? (long)(object)next.Adjustments : 0)));
    }
}
