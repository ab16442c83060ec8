using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Signs a customer out everywhere: a phone was lost, or somebody else sits at the computer (OWASP ASVS 5, 7.4.5).</summary>
internal static class EndSessions
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(CustomerPage.Path + "/sign-ins/{user:guid}/end-sessions", End).ForOffice(Policies.ServeCustomers).LimitedByPerson(SignInDeeds.ByOne);

    public static DeedPage Deed(Deeds deeds, PortalUser user) => deeds.Of($"sign-ins/{user.Id}/end-sessions", "Sign out everywhere", "log-out",
        "Every browser that is signed in is signed out at once. The password stays, and whoever knows it can sign in again.", "Sign out everywhere", harms: true);

    private static async Task<Results<RedirectHttpResult, NotFound>> End(
        string account, Guid user, HttpContext context, PortalDb db, SignInSessions sessions, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await CustomerSignIns.FindAsync(db, account, user, stop) is not { } found) return TypedResults.NotFound();
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await sessions.EndAllAsync(user, but: null, stop);
        trail.Note("Customers", "Signed out everywhere", found.User.Email!, $"{CustomerList.Path}/{account}", account: account);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        notices.Put(context, "good", $"{found.User.Name} is signed out everywhere.");
        return TypedResults.LocalRedirect(CustomerList.Href(account));
    }
}
