using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>Who wrote, ready to place beside the ticket: so that nobody has to look elsewhere before they answer.</summary>
/// <param name="Href">To the customer's own page; empty for who may not open it.</param>
/// <param name="Balance">"$182.40", or "$20.00 in credit".</param>
internal sealed record AccountCard(
    string Name, string Initials, string Number, string Href, string Company, string Email, string Phone, string PhoneHref, string Address, string Balance, string BalanceTone, bool Closed,
    IReadOnlyList<AccountCard.Supply> Services, IReadOnlyList<AccountCard.Other> Others)
{
    internal sealed record Supply(string Icon, string Name, string Text, string Chip, string Tone);
    internal sealed record Other(string Subject, string Href, string Text, string Chip, string Tone);

    public static async Task<AccountCard> OfAsync(ContactLog log, Desk desk, PortalDb db, bool mayOpen, Wording words, RetailerCalendar calendar, CancellationToken stop)
    {
        var account = await db.Accounts.OfEveryAccount().AsNoTracking().FirstOrDefaultAsync(one => one.AccountNumber == log.AccountNumber, stop);
        var balance = await db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => entry.AccountNumber == log.AccountNumber).BalanceAsync(stop);
        var services = await db.EnergyServices.OfEveryAccount().AsNoTracking().Where(service => service.AccountNumber == log.AccountNumber).OrderBy(service => service.MoveOutOn != null).ThenBy(service => service.MeterNumber).Take(6).ToListAsync(stop);
        var others = await desk.Tickets(db).AsNoTracking().Where(other => other.AccountNumber == log.AccountNumber && other.Id != log.Id).OrderByDescending(other => other.CreatedAt).Take(5).ToListAsync(stop);
        var phone = account is null ? "" : account.Mobile != "" ? account.Mobile : account.Phone;
        var name = log.WrittenBy != "" ? log.WrittenBy : account is null ? log.AccountNumber : $"{account.FirstName} {account.LastName}";
        return new AccountCard(
            name, TicketThread.Initials(name), log.AccountNumber, mayOpen && account is not null ? CustomerList.Href(account.AccountNumber) : "", account?.CompanyName ?? "",
            // A private request names its own safe way; every other is to be left alone.
            log.IsPrivate ? "" : log.Email != "" ? log.Email : account?.Email ?? "", log.IsPrivate ? "" : phone, log.IsPrivate ? "" : WayPage.Dial(phone), log.IsPrivate ? "" : account?.Address.ToText() ?? "",
            words.MoneyInWords(balance), balance.IsPositive ? "" : "good", account?.IsClosed == true,
            [.. services.Select(service => SupplyOf(service, words, calendar))],
            [.. others.Select(other => new Other(other.Subject, InboxList.Href(other), $"{other.Reference}, {words.ShortDate(calendar.DayOf(other.CreatedAt))}", TicketWords.Status(other, words, calendar), InboxList.StaffTone(other)))]);
    }

    private static Supply SupplyOf(EnergyService service, Wording words, RetailerCalendar calendar)
    {
        var state = ServiceWords.Of(service, words, calendar);
        return new Supply(ServiceWords.Icon(service.Type), $"{ServiceWords.TypeOf(service, words)} {service.MeterNumber}", service.AddressLine1, state.Text, state.Tone);
    }
}
