using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>One of the retailer's people at the inbox, with the tickets that they may see: private ones only where they are trained for it.</summary>
internal sealed record Desk(StaffMember Me, bool IsTrained)
{
    public static async Task<Desk> OfAsync(HttpContext context) => new(
        StaffMember.Of(context.User),
        (await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, Policies.AnswerPrivate)).Succeeded);

    public IQueryable<ContactLog> Tickets(PortalDb db) => db.ContactLogs.OfEveryAccount().ShownTo(IsTrained);

    /// <returns>The ticket with its thread, to be changed; null where there is none that may be seen.</returns>
    public Task<ContactLog?> FindAsync(PortalDb db, string reference, CancellationToken stop) =>
        Tickets(db).WithThread().SingleOrDefaultAsync(log => log.Reference == reference, stop);
}
