using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ViewAs;

/// <summary>The banner's button: back to oneself, and to the customer's page in the back office.</summary>
internal static class StopViewing
{
    public const string Path = CustomerList.Path + "/stop-viewing";

    public static async Task<RedirectHttpResult> Stop(HttpContext context, PortalDb db, CustomerViews views, AuditTrail trail, RetailerCalendar calendar, CancellationToken stop)
    {
        var view = await views.Own(context).SingleOrDefaultAsync(stop);
        context.Response.Cookies.Delete(Viewing.Cookie, StartViewing.Cookie(TimeSpan.Zero));
        if (view is null) return TypedResults.LocalRedirect(Links.To(CustomerList.Path));
        End(view, trail, calendar.UtcNow);
        await db.SaveChangesAsync(stop);
        return TypedResults.LocalRedirect(CustomerList.Href(view.AccountNumber));
    }

    /// <summary>Ends a look, by the button or since the next one begins. One that ran out is over already: its beginning says until when it was.</summary>
    public static void End(CustomerView view, AuditTrail trail, DateTime now)
    {
        view.EndedAt = now;
        if (view.StartedAt > now - CustomerView.Longest)
            trail.Note("Customers", "Stopped viewing as customer", view.AccountNumber, $"{CustomerList.Path}/{view.AccountNumber}", $"Reason: {view.Reason}", view.AccountNumber);
    }
}
