using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ViewAs;

/// <summary>
/// Reads the grant anew with every request: it must be on, less than half an hour old, begun by the very person and session that ask, and that person must still be
/// allowed to (OWASP ASVS 5, 8.3.2 and 8.3.3). A cookie that was copied, or kept, opens nothing.
/// </summary>
internal sealed class CustomerViews(PortalDb db, AuditTrail trail, RetailerScope scope, RetailerCalendar calendar) : IViewings
{
    public async ValueTask<Viewing?> FindAsync(HttpContext context, CancellationToken stop)
    {
        if (await Own(context).AsNoTracking().FirstOrDefaultAsync(stop) is not { } view || view.StartedAt <= calendar.UtcNow - CustomerView.Longest) return null;
        // Asked for here: authorisation is made of handlers, of which one is made of this.
        if (!(await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, Policies.ViewAsCustomer)).Succeeded) return null;
        if (await CustomerPage.FindAsync(db, view.AccountNumber, stop) is not { } account) return null;
        var until = new OfficeTime(scope.Current.Wording, calendar).Of(view.StartedAt + CustomerView.Longest);
        // Nobody's id: what a sign-in keeps to itself, such as private requests, is nobody else's to see.
        var customer = new Customer(Guid.Empty, $"{account.FirstName} {account.LastName}".Trim(), account.Email, account.AccountNumber, [new ReachedAccount(account.AccountNumber, $"{account.Address.Line1}, {account.Address.City}")]);
        return new Viewing(customer, $"You see account {account.AccountNumber} as {CustomerList.NameOf(account)} does, until {until}. You can look, and change nothing.");
    }

    public async Task<IReadOnlyList<Looked>> PastAsync(Customer customer, int most, CancellationToken stop)
    {
        var (numbers, since) = (customer.Accounts.Select(account => account.Number).ToList(), calendar.UtcNow.AddYears(-1));
        return await db.CustomerViews.OfEveryAccount().AsNoTracking().Where(view => numbers.Contains(view.AccountNumber) && view.StartedAt > since)
            .OrderByDescending(view => view.StartedAt).Take(most).Select(view => new Looked(view.AccountNumber, view.StartedAt)).ToListAsync(stop);
    }

    public async Task NoteAsync(Viewing viewing, HttpContext context)
    {
        var number = viewing.Customer.AccountNumber;
        var downloaded = context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true;
        trail.Enter(StaffMember.Of(context.User), Guard.TraceOf(context));
        await trail.NoteNowAsync("Customers", downloaded ? "Downloaded as customer" : "Saw as customer", Links.PathOf(context.Request) ?? "", $"{CustomerList.Path}/{number}", account: number);
    }

    /// <summary>The look that this browser has begun, to be changed; it may have run out.</summary>
    public IQueryable<CustomerView> Own(HttpContext context)
    {
        var (id, staff, session) = (IdIn(context), StaffMember.Of(context.User).UserId, SessionCookie.IdOf(context.User));
        return db.CustomerViews.OfEveryAccount().Where(view => view.Id == id && view.StaffId == staff && view.SessionId == session && view.EndedAt == null);
    }

    private static Guid? IdIn(HttpContext context) => Guid.TryParse(context.Request.Cookies[Viewing.Cookie], out var id) ? id : null;
}
