using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>One of the retailer's people at the inbox, with the tickets that they may see: private ones only where they are trained for it.</summary>
/// <param name="Manages">Whether they set up the inbox for all.</param>
internal sealed record Desk(StaffMember Me, bool IsTrained, bool Manages)
{
    public static async Task<Desk> OfAsync(HttpContext context)
    {
        var permissions = context.RequestServices.GetRequiredService<IAuthorizationService>();
        return new Desk(
            StaffMember.Of(context.User),
            (await permissions.AuthorizeAsync(context.User, Policies.AnswerPrivate)).Succeeded, (await permissions.AuthorizeAsync(context.User, Policies.ManageInbox)).Succeeded);
    }

    public IQueryable<ContactLog> Tickets(PortalDb db) => db.ContactLogs.OfEveryAccount().ShownTo(IsTrained);

    /// <returns>The ticket with its thread, to be changed; null where there is none that may be seen.</returns>
    public Task<ContactLog?> FindAsync(PortalDb db, string reference, CancellationToken stop) =>
        Tickets(db).WithThread().SingleOrDefaultAsync(log => log.Reference == reference, stop);
}
