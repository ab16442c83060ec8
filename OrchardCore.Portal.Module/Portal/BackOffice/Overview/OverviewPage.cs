using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>Where the retailer's people arrive: what needs somebody today, then how the portal is used. Each sees of it what their roles may open.</summary>
internal static class OverviewPage
{
    // Some dozen queries for who may see all, each of them a count or a sum. The last three pieces count all accounts, and keep it for some minutes.
    private static readonly IReadOnlyList<(string Policy, PortalParts Parts, Func<Sight, CancellationToken, Task<Piece>> Of)> Pieces =
    [
        (Policies.AnswerContacts, PortalParts.Screens, TicketPiece.OfAsync),
        (Policies.SeePayments, PortalParts.Payments, MoneyPiece.OfAsync),
        (Policies.RunImports, PortalParts.Imports, ImportPiece.OfAsync),
        (Policies.EditAnswers, PortalParts.Answers, AnswerPiece.OfAsync),
        (Policies.EditBrand, PortalParts.Branding, BrandPiece.OfAsync),
        (Policies.SeeMail, PortalParts.Screens, MailPiece.OfAsync),
        (Policies.ManagePeople, PortalParts.SignIn, PeoplePiece.OfAsync),
        (Policies.ServeCustomers, PortalParts.SignIn, AdoptionPiece.OfAsync),
        (Policies.ServeCustomers, PortalParts.Screens, DeliveryPiece.OfAsync),
        (Policies.SeePayments, PortalParts.Payments, AutoPayPiece.OfAsync),
    ];

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/admin", Show).ForOffice(Policies.BackOffice).Compressed();

    private static async Task<Page<Model>> Show(
        HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, IReadOnlyList<Feature> features, PartsOn parts, IAuthorizationService permissions, KeptCounts counts, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var sight = new Sight(db, scope.Current.Id, counts, words, calendar, await Inbox.Desk.OfAsync(context), [.. features.Where(feature => feature.Office != "").Select(feature => feature.Path)]);
        List<Piece> pieces = [];
        foreach (var (policy, needed, of) in Pieces)
            if (parts.Has(needed) && (await permissions.AuthorizeAsync(context.User, policy)).Succeeded) pieces.Add(await of(sight, stop));
        return new("BackOffice/Overview/OverviewPage", "Overview", new Model(
            words.LongDate(calendar.Today), [.. pieces.SelectMany(piece => piece.Needs).OrderBy(need => need.Tone == "bad" ? 0 : need.Tone == "warn" ? 1 : 2)],
            [.. pieces.SelectMany(piece => piece.Shares)], [.. pieces.SelectMany(piece => piece.Charts)]), frame: FrameKind.Office);
    }

    internal sealed record Model(string Today, IReadOnlyList<Need> Needs, IReadOnlyList<ShareCard> Shares, IReadOnlyList<ChartCard> Charts);
}

/// <summary>What a piece of the overview is made from, and for whom.</summary>
/// <param name="Paths">The parts of the back office that this host has.</param>
internal sealed record Sight(PortalDb Db, string Retailer, KeptCounts Counts, Wording Words, RetailerCalendar Calendar, Inbox.Desk Desk, HashSet<string> Paths)
{
    /// <summary>What is counted over all accounts, or was some minutes ago.</summary>
    public Task<T> CountedAsync<T>(Func<Task<T>> count) where T : class => Counts.OfAsync(Retailer, count);

    /// <summary>Where a card leads; nowhere, where the host leaves that screen out.</summary>
    public string Href(string feature, string rest = "") => Paths.Contains(feature) ? Links.To(feature) + rest : "";
}

/// <summary>What one part of the back office has to say: what it needs from somebody, and how it stands.</summary>
internal sealed record Piece
{
    public IReadOnlyList<Need> Needs { get; init; } = [];
    public IReadOnlyList<ShareCard> Shares { get; init; } = [];
    public IReadOnlyList<ChartCard> Charts { get; init; } = [];
}

/// <param name="Tone">bad: a promise is broken or something failed. warn: today. flat: when there is time.</param>
internal sealed record Need(string Icon, string Tone, string Title, string Text, string Href);
