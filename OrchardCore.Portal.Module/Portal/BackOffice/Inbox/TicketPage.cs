using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>One ticket: the conversation, the answer, who wrote, and what may be done with it.</summary>
internal static class TicketPage
{
    public const string Path = InboxList.Path + "/{reference}";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.AnswerContacts);
        portal.MapGet(Path + "/files/{file:guid}", Send).ForOffice(Policies.AnswerContacts);
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(string reference, HttpContext context, PortalDb db, TicketScreen screen, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        return await desk.FindAsync(db, reference, stop) is { } log ? await screen.ShowAsync(context, log, desk, stop) : TypedResults.NotFound();
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> Send(string reference, Guid file, HttpContext context, PortalDb db, DataFolder folder, RetailerScope scope, CancellationToken stop) =>
        ContactFileAnswer.Of(await (await Desk.OfAsync(context)).Tickets(db).AsNoTracking().Where(log => log.Reference == reference).SelectMany(log => log.Messages)
            .SelectMany(message => message.Files).SingleOrDefaultAsync(one => one.Id == file, stop), context, folder, scope.Current);

    internal sealed record Model(
        string Title, string Reference, string BackHref, IReadOnlyList<ChipPage> Chips, bool Private, IReadOnlyList<SaidPage> Thread, ComposerPage Composer, AccountCard Card,
        IReadOnlyList<FactPage> Facts, string With, FormPage Assign, string TakeAction, FormPage? Step, FormPage? Promise, FormPage? Merge, FormPage Complaint);

    internal sealed record FactPage(string Label, string Text);

    /// <param name="Kind">Whether it goes to the customer, or is a note among the retailer's people.</param>
    /// <param name="Then">What becomes of the ticket with it.</param>
    /// <param name="Seen">The ticket's version as shown: who answers what they have not seen is told.</param>
    internal sealed record ComposerPage(FormPage Form, FormField Kind, FormField Message, FormField Files, FormField? Then, string Seen, string Told, IReadOnlyList<CannedPage> Canned);

    /// <param name="Text">With its places filled in for this ticket.</param>
    internal sealed record CannedPage(string Id, string Title, string Text);
}
