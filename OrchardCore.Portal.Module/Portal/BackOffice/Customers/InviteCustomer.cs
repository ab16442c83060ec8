using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Mails an activation link to the account's address on file, for the first time or again.</summary>
internal static class InviteCustomer
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(CustomerPage.Path + "/invite", Invite).ForOffice(Policies.ServeCustomers).LimitedByPerson(SignInDeeds.ByOne);

    public static DeedPage Deed(Deeds deeds, bool again) => deeds.Of("invite", again ? "Send the link again" : "Invite", "send",
        $"A link to choose a password goes to {deeds.Account.Email}. It works once, within 24 hours{(again ? "; the one before stops working" : "")}.", "Send the link");

    private static async Task<Results<RedirectHttpResult, NotFound>> Invite(
        string account, HttpContext context, PortalDb db, Invitations invitations, Mailer mailer, RetailerScope scope, RateLimits limits, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await CustomerPage.FindAsync(db, account, stop) is not { } found) return TypedResults.NotFound();
        var refusal = found.Email == "" ? "There is no e-mail address on file to invite."
            : await CustomerSignIns.Of(db, account).AnyAsync(stop) ? "Somebody has activated this account already: start a password reset instead."
            : !await limits.MayMailAsync(scope, "invite " + account) ? "Five links went out within an hour. Ask the customer to look among their junk mail, and wait." : "";
        if (refusal == "")
        {
            await invitations.QueueAsync(found, stop);
            trail.Note("Customers", "Invited", CustomerList.NameOf(found), $"{CustomerList.Path}/{account}", $"Link mailed to {found.Email}", account);
            await db.SaveChangesAsync(stop);
            mailer.DeliverSoon();
        }
        else await trail.NoteNowAsync("Customers", "Could not invite", CustomerList.NameOf(found), $"{CustomerList.Path}/{account}", refusal, account);
        notices.Put(context, refusal == "" ? "good" : "bad", refusal == "" ? $"An activation link is on its way to {found.Email}." : refusal);
        return TypedResults.LocalRedirect(CustomerList.Href(account));
    }
}
