using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>The same mail as "Forgot your password?" sends, for somebody who is on the phone. The link is the customer's: nobody here sees it.</summary>
internal static class StartReset
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(CustomerPage.Path + "/sign-ins/{user:guid}/reset", Start).ForOffice(Policies.ServeCustomers).LimitedByPerson(SignInDeeds.ByOne);

    public static DeedPage Deed(Deeds deeds, PortalUser user) => deeds.Of($"sign-ins/{user.Id}/reset", "Start a password reset", "key-round",
        $"A link to choose a new password goes to {user.Email}. It works once, within an hour; until then the old password goes on working.", "Send the link");

    private static async Task<Results<RedirectHttpResult, NotFound>> Start(
        string account, Guid user, HttpContext context, PortalDb db, SealedAsk sealing, PublicAddress address, IBackgroundJobClient jobs, RetailerScope scope, RateLimits limits, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await CustomerSignIns.FindAsync(db, account, user, stop) is not { } found) return TypedResults.NotFound();
        var refusal = found.User.IsClosed ? "This sign-in is locked. Unlock it first."
            : !await limits.MayMailAsync(scope, "reset " + user) ? "Five links went out within an hour. Ask the customer to look among their junk mail, and wait." : "";
        if (refusal == "")
        {
            await trail.NoteNowAsync("Customers", "Started a password reset", found.User.Email!, $"{CustomerList.Path}/{account}", account: account);
            jobs.Enqueue<SendResetLink>(job => job.RunAsync(scope.Current.Id, sealing.Seal(new SendResetLink.Ask(found.User.Email!, address.Base)), CancellationToken.None));
        }
        else await trail.NoteNowAsync("Customers", "Could not start a password reset", found.User.Email!, $"{CustomerList.Path}/{account}", refusal, account);
        notices.Put(context, refusal == "" ? "good" : "bad", refusal == "" ? $"A link to choose a new password is on its way to {found.User.Email}." : refusal);
        return TypedResults.LocalRedirect(CustomerList.Href(account));
    }
}
