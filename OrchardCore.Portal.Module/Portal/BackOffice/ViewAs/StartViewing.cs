using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ViewAs;

/// <summary>Opens the portal as an account's customer sees it, for who says why.</summary>
internal static class StartViewing
{
    private static readonly Limit Views = new("view-as-customer", 60, TimeSpan.FromHours(1));

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapPost(CustomerPage.Path + "/view", Start).ForOffice(Policies.ViewAsCustomer).LimitedByPerson(Views);
        portal.MapPost(StopViewing.Path, StopViewing.Stop).ForOffice(Policies.ViewAsCustomer);
    }

    public static DeedPage Deed(Deeds deeds) => deeds.Of("view", "View as customer", "eye",
        "The portal opens as this customer sees it, for 30 minutes. You can look and change nothing; each page that you open is in the audit trail.", "View as customer", ask: Ask);

    private static Form Ask(Form form) => form.Field(new FormField("reason", "Reason") { Required = true, Hint = "Such as: asked by phone why the bill of May is higher." });

    private static async Task<Results<RedirectHttpResult, Page<CustomerPage.Model>, NotFound>> Start(
        string account, HttpContext context, PortalDb db, CustomerScreen screen, IStaffList staffList, AuditTrail trail, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        if (await CustomerPage.FindAsync(db, account, stop) is not { } found || StaffMember.Of(context.User).UserId is not { } me) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop));
        if (await staffList.ReachesAsync(account, stop)) form.RefuseAll("This account belongs to one of your own people. Nobody looks at it as they do.");
        if (!form.IsGood) return await screen.ShowAsync(context, found, stop, ("view", form));

        var now = calendar.UtcNow;
        foreach (var former in await db.CustomerViews.OfEveryAccount().Where(view => view.StaffId == me && view.EndedAt == null).ToListAsync(stop)) StopViewing.End(former, trail, now);
        var view = new CustomerView { AccountNumber = account, StaffId = me, SessionId = SessionCookie.IdOf(context.User), Reason = form["reason"], StartedAt = now };
        db.CustomerViews.Add(view);
        var until = new OfficeTime(scope.Current.Wording, calendar).Of(now + CustomerView.Longest);
        trail.Note("Customers", "Began to view as customer", CustomerList.NameOf(found), $"{CustomerList.Path}/{account}", AuditText.Lines([$"Reason: {form["reason"]}", $"Until: {until}"]), account);
        await db.SaveChangesAsync(stop);
        context.Response.Cookies.Append(Viewing.Cookie, view.Id.ToString(), Cookie(CustomerView.Longest));
        return TypedResults.LocalRedirect(Links.To("/"));
    }

    /// <summary>Strict: no link from elsewhere opens a customer's page in a colleague's browser.</summary>
    internal static CookieOptions Cookie(TimeSpan life) => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true, MaxAge = life };
}
