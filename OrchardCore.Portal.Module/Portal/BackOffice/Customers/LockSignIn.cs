using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Keeps a sign-in out until it is unlocked, with the reason in the audit trail.</summary>
internal static class LockSignIn
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapPost(CustomerPage.Path + "/sign-ins/{user:guid}/lock", Lock).ForOffice(Policies.ServeCustomers).LimitedByPerson(SignInDeeds.ByOne);
        portal.MapPost(CustomerPage.Path + "/sign-ins/{user:guid}/unlock", Unlock).ForOffice(Policies.ServeCustomers).LimitedByPerson(SignInDeeds.ByOne);
    }

    public static DeedPage Deed(Deeds deeds, PortalUser user) => deeds.Of($"sign-ins/{user.Id}/lock", "Lock this sign-in", "lock",
        $"{user.Email} is signed out at once and cannot sign in, reset the password or pay with a saved card until you unlock it. Every account of this sign-in is meant.", "Lock it", harms: true, Ask);

    public static DeedPage Undo(Deeds deeds, PortalUser user) => deeds.Of($"sign-ins/{user.Id}/unlock", "Unlock this sign-in", "door-open", $"{user.Email} can sign in again with the password of before.", "Unlock it");

    private static Form Ask(Form form) => form.Field(new FormField("reason", "Reason") { Required = true, Hint = "For your colleagues. The customer does not see it." });

    private static async Task<Results<RedirectHttpResult, Page<CustomerPage.Model>, NotFound>> Lock(
        string account, Guid user, HttpContext context, PortalDb db, CustomerScreen screen, SignInLocks locks, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await CustomerSignIns.FindAsync(db, account, user, stop) is not { } found) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop));
        if (!form.IsGood) return await screen.ShowAsync(context, found.Account, stop, ($"sign-ins/{user}/lock", form));
        trail.Note("Customers", "Locked", found.User.Email!, $"{CustomerList.Path}/{account}", $"Reason: {form["reason"]}", account);
        await locks.LockAsync(user, stop);
        notices.Put(context, "good", $"{found.User.Email} is locked.");
        return TypedResults.LocalRedirect(CustomerList.Href(account));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Unlock(
        string account, Guid user, HttpContext context, PortalDb db, SignInLocks locks, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await CustomerSignIns.FindAsync(db, account, user, stop) is not { } found) return TypedResults.NotFound();
        trail.Note("Customers", "Unlocked", found.User.Email!, $"{CustomerList.Path}/{account}", account: account);
        await locks.UnlockAsync(user, stop);
        notices.Put(context, "good", $"{found.User.Email} can sign in again.");
        return TypedResults.LocalRedirect(CustomerList.Href(account));
    }
}
