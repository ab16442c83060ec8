using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.BackOffice.Audit;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.BackOffice.Payments;
using OrchardCore.Portal.BackOffice.ViewAs;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;
using static OrchardCore.Portal.BackOffice.Customers.CustomerPage;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Puts a customer's page together: as it is first shown, or with the one of its forms that was sent and refused.</summary>
internal sealed class CustomerScreen(PortalDb db, RetailerScope scope, RetailerCalendar calendar, IAuthorizationService permissions, PartsOn parts)
{
    private const int Latest = 5;
    private const int MostServices = 12;

    /// <param name="sent">One of the page's forms with what is wrong in it, by its address.</param>
    public async Task<Page<Model>> ShowAsync(HttpContext context, Account account, CancellationToken stop, (string Action, Form Form)? sent = null)
    {
        var words = scope.Current.Wording;
        var deeds = new Deeds(context, account, sent);
        var reached = new Customer(Guid.Empty, "", "", account.AccountNumber, []);
        var standing = await Standing.OfAsync(db, reached, calendar, stop);
        var signIns = parts.Has(PortalParts.SignIn) ? await SignInCard.OfAsync(db, deeds, new OfficeTime(words, calendar), stop) : null;
        var name = CustomerList.NameOf(account);
        List<ChipPage> chips = [];
        if (account.IsClosed) chips.Add(new ChipPage("Closed", "flat"));
        if (standing.IsOverdue) chips.Add(new ChipPage("Overdue", "bad"));
        if (signIns is not null) chips.Add(new ChipPage(signIns.State.Text, signIns.State.Tone));

        return new Page<Model>("BackOffice/Customers/CustomerPage", name, new Model(
            name, account.AccountNumber, Links.To(CustomerList.Path), chips,
            words.MoneyInWords(standing.Balance), Owed(standing, words),
            [.. FactsOf(account, words)],
            await ServicesAsync(reached, words, stop), await StatementsAsync(reached, standing, words, stop), await EntriesAsync(reached, words, stop), await TicketsAsync(context, account, words, stop),
            signIns?.Cards ?? [], signIns?.Text ?? "Sign-ins are kept where your site keeps its users.", signIns?.Invite, await MayAsync(context, Policies.ViewAsCustomer) ? StartViewing.Deed(deeds) : null,
            await MoreAsync(context, account)), frame: FrameKind.Office);
    }

    private static string Owed(Standing standing, Wording words) => standing switch
    {
        { Balance.IsPositive: false } => "Nothing is due.",
        { DueOn: null } => "No statement asks for it yet.",
        { IsOverdue: true } when standing.Overdue < standing.AmountDue => $"{words.Money(standing.Overdue)} of it is overdue. {standing.WhenDue(words)}.",
        { IsOverdue: true } => $"All of it is overdue. {standing.WhenDue(words)}.",
        _ => $"{standing.WhenDue(words)}.",
    };

    private static IEnumerable<Fact> FactsOf(Account account, Wording words)
    {
        if (account.CompanyName != "") yield return new("Contact", $"{account.FirstName} {account.LastName}".Trim());
        if (account.Abn != "") yield return new("ABN", Abn.Format(account.Abn));
        yield return new("E-mail", account.Email == "" ? "None on file" : account.Email, account.Email == "" ? "" : "mailto:" + account.Email);
        if (account.Mobile != "") yield return new("Mobile", account.Mobile, WayPage.Dial(account.Mobile));
        if (account.Phone != "") yield return new("Phone", account.Phone, WayPage.Dial(account.Phone));
        yield return new("Address", account.Address.ToText());
        if (account.BillingAddress.ToText() is { Length: > 0 } billing && billing != account.Address.ToText()) yield return new("Billing address", billing);
        yield return new($"{words.Word("Statements")} by", account.BillDelivery == BillDelivery.Email ? "E-mail" : "Post");
    }

    private async Task<IReadOnlyList<Row>> ServicesAsync(Customer reached, Wording words, CancellationToken stop)
    {
        var services = await db.EnergyServices.For(reached).OrderBy(EnergyService.ActiveThenAddressOn(calendar.Today)).Take(MostServices).ToListAsync(stop);
        return [.. services.Select(service => new Row($"{ServiceWords.TypeOf(service, words)} {service.MeterNumber}", service.AddressText, "", ServiceWords.Icon(service.Type), "",
            ServiceWords.Of(service, words, calendar) is var state ? new ChipPage(state.Text, state.Tone) : null))];
    }

    private async Task<IReadOnlyList<Row>> StatementsAsync(Customer reached, Standing standing, Wording words, CancellationToken stop)
    {
        var statements = await db.Statements.For(reached).OrderByDescending(one => one.IssuedOn).ThenByDescending(one => one.Id).Take(Latest).ToListAsync(stop);
        return [.. statements.Select(one => StatementStatuses.Of(one, standing) is var status
            ? new Row(one.Number, $"Issued {words.ShortDate(one.IssuedOn)}, due {words.ShortDate(one.DueOn)}", "", "", words.Money(one.CurrentBalance), new ChipPage(words.Word(status.Text()), status.Tone())) : null!)];
    }

    private async Task<IReadOnlyList<Row>> EntriesAsync(Customer reached, Wording words, CancellationToken stop)
    {
        var entries = await db.Ledger.For(reached).OrderByDescending(entry => entry.On).ThenByDescending(entry => entry.Id).Take(Latest).ToListAsync(stop);
        return [.. entries.Select(entry => new Row(entry.Description, string.Join(", ", new[] { words.ShortDate(entry.On), LedgerText.Method(entry.Method), entry.Comments }.Where(part => part != "")), "", "", words.Money(entry.Amount),
            entry.Status is LedgerStatus.Posted ? null : new ChipPage(entry.Status.ToString(), entry.Status is LedgerStatus.Pending ? "warn" : entry.Status is LedgerStatus.Refunded ? "flat" : "bad")))];
    }

    private async Task<IReadOnlyList<Row>> TicketsAsync(HttpContext context, Account account, Wording words, CancellationToken stop)
    {
        var mayOpen = await MayAsync(context, Policies.AnswerContacts);
        var tickets = await (await Desk.OfAsync(context)).Tickets(db).AsNoTracking().Where(log => log.AccountNumber == account.AccountNumber).OrderByDescending(log => log.CreatedAt).Take(Latest).ToListAsync(stop);
        return [.. tickets.Select(log => new Row(log.Subject, $"{log.Reference}, {words.ShortDate(calendar.DayOf(log.CreatedAt))}", mayOpen ? InboxList.Href(log) : "", "", "",
            new ChipPage(TicketWords.Status(log, words, calendar), InboxList.StaffTone(log))))];
    }

    private async Task<IReadOnlyList<LinkPage>> MoreAsync(HttpContext context, Account account)
    {
        List<LinkPage> links = [];
        void Add(string label, string path, string name, string value) => links.Add(new LinkPage(label, Links.To(path) + QueryString.Create(name, value)));
        if (await MayAsync(context, Policies.AnswerContacts)) Add("All tickets of this account", InboxList.Path, "q", account.AccountNumber);
        if (parts.Has(PortalParts.Payments) && await MayAsync(context, Policies.SeePayments)) Add("Payments made here", PaymentsReport.Path, "q", account.AccountNumber);
        if (account.Email != "" && await MayAsync(context, Policies.SeeMail)) Add("Mail that was sent", MailList.Path, "q", account.Email);
        if (await MayAsync(context, Policies.SeeAudit)) Add("What your people did here", AuditList.Path, "object", account.AccountNumber);
        return links;
    }

    private async Task<bool> MayAsync(HttpContext context, string policy) => (await permissions.AuthorizeAsync(context.User, policy)).Succeeded;
}

/// <summary>The forms of a customer's page: what was sent and refused stands as it was sent, the others afresh.</summary>
internal sealed record Deeds(HttpContext Context, Account Account, (string Action, Form Form)? Sent)
{
    public DeedPage Of(string action, string label, string icon, string text, string submit, bool harms = false, Func<Form, Form>? ask = null)
    {
        var path = $"{CustomerList.Path}/{Uri.EscapeDataString(Account.AccountNumber)}/{action}";
        var form = Sent is { } one && one.Action == action ? one.Form : (ask ?? (fresh => fresh))(Form.Fresh(Context));
        return new DeedPage(label, icon, text, harms, form.ToPage(path, submit));
    }
}
