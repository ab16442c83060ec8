using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.TicketTypes;

/// <summary>What customers can choose under Message Type, group by group: the starter pack, what was changed of it, and the retailer's own.</summary>
internal static class TicketTypeList
{
    public const string Path = "/admin/ticket-types";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Path, Show).ForOffice(Policies.ManageInbox);

    private static async Task<Page<Model>> Show(HttpContext context, PortalDb db, RetailerScope scope, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var own = await db.OwnMessageTypes.AsNoTracking().Select(type => type.Key).ToHashSetAsync(stop);
        var types = await MessageCatalog.OfAsync(db, stop);
        return new("BackOffice/TicketTypes/TicketTypeList", "Message types", new Model(
            [.. types.All.GroupBy(type => type.Group).Select(group => new Group(words.Word(group.Key), [.. group.Select(type => Of(type, own.Contains(type.Key), words))]))],
            Links.To(Path + "/new"), Links.To(InboxList.Path)), frame: FrameKind.Office);
    }

    private static Line Of(MessageType type, bool changed, Wording words) => new(
        words.Word(type.Label), Links.To($"{Path}/{type.Key}"),
        string.Join(" · ", new[]
        {
            type.AnswerIn == 0 ? "Same day" : $"Within {ClockWords.Within(type.AnswerIn, type.InHours, words)}",
            type.Priority == ContactPriority.Normal ? "" : $"{type.Priority} priority",
            type.Questions.Count == 0 ? "" : words.Count(type.Questions.Count, "question", "questions"),
            type.IsRestricted ? "trained people only" : "",
        }.Where(part => part != "")),
        (type.IsOffered, type.Key == MessageTypes.FinalRead, MessageTypes.Find(type.Key) is null, changed) switch { (_, true, _, _) => "Has its own screen", (false, _, _, _) => "Switched off", (_, _, true, _) => "Your own", (_, _, _, true) => "Changed", _ => "" },
        type.IsOffered ? "good" : "flat");

    internal sealed record Model(IReadOnlyList<Group> Groups, string NewHref, string BackHref);
    internal sealed record Group(string Title, IReadOnlyList<Line> Types);
    internal sealed record Line(string Title, string Href, string Text, string State, string Tone);
}
