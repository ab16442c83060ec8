using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Answers;

/// <summary>All answers in the order in which customers see them, those that help least, and what was looked for in vain.</summary>
internal static class AnswerList
{
    public const string Path = "/admin/answers";
    private const int FewestVotes = 3, MostPoor = 5, MostMissed = 10;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.EditAnswers);
        portal.MapPost(Path + "/order", Order).ForOffice(Policies.EditAnswers);
        portal.MapPost(Path + "/starter-pack", Adopt).ForOffice(Policies.EditAnswers);
        TopicPage.Map(portal);
    }

    private static async Task<Page<Model>> Show(HttpContext context, PortalDb db, RetailerScope scope, TimeProvider clock, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var now = clock.GetUtcNow().UtcDateTime;
        var faqs = await InOrderAsync(db.Faqs.AsNoTracking(), stop);
        var poor = faqs.Where(faq => faq.DidNotHelp >= FewestVotes && faq.DidNotHelp > faq.Helped).OrderByDescending(faq => faq.DidNotHelp - faq.Helped).Take(MostPoor);
        var missed = await db.MissedSearches.AsNoTracking().OrderByDescending(search => search.Times).ThenByDescending(search => search.LastAt).Take(MostMissed).ToListAsync(stop);
        return new("BackOffice/Answers/AnswerList", "Answers", new Model(
            [.. faqs.GroupBy(faq => faq.Category).Select(group => new Category(group.Key, TopicPage.Href(group.Key), [.. group.Select(faq => Line(faq, now, words))]))],
            [.. poor.Select(faq => Line(faq, now, words))], [.. missed.Select(search => new Missed(search.Words, words.Count(search.Times, "time", "times")))],
            Links.To(Path + "/order"), Links.To(Path + "/new"), Links.To(Path + "/starter-pack"), StarterPack.All.Any(one => faqs.All(faq => faq.Slug != one.Slug)),
            Form.Fresh(context).ToPage(Path, "").Token), frame: FrameKind.Office);
    }

    /// <summary>By a press of a button, "up 12" for an answer or "down Moving" for a topic; or by dragging either, which sends all in their new order: "3,1,2".</summary>
    private static async Task<RedirectHttpResult> Order(HttpContext context, PortalDb db, AuditTrail trail, AnswerShelf shelf, RetailerScope scope, Notices notices, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        var faqs = await InOrderAsync(db.Faqs.AsTracking(), stop);
        if (form["move"].Split(' ') is [var way, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) Move(faqs, id, way == "up" ? -1 : 1);
        else if (form["topic"].Split(' ', 2) is [var where, var topic]) faqs = MoveTopic(faqs, topic, where == "up" ? -1 : 1);
        else
        {
            var wanted = form["order"].Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? one : 0).ToList();
            if (wanted.Count != faqs.Count || wanted.Distinct().Count() != faqs.Count || faqs.Any(faq => !wanted.Contains(faq.Id))) return Changed(context, notices);
            faqs = [.. faqs.OrderBy(faq => wanted.IndexOf(faq.Id))];
        }
        for (var at = 0; at < faqs.Count; at++) faqs[at].Order = (at + 1) * 10;
        trail.Note("Answers", "Ordered", "All answers", Path);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Changed(context, notices);   // somebody saved or removed one while the order was on its way
        }
        shelf.Changed(scope.Current.Id);
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static RedirectHttpResult Changed(HttpContext context, Notices notices)
    {
        notices.Put(context, "bad", "The answers have changed since you opened the page. Here they are: order them again.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static void Move(List<Faq> faqs, int id, int by)
    {
        var at = faqs.FindIndex(faq => faq.Id == id);
        if (at < 0) return;
        var other = by < 0 ? faqs.FindLastIndex(at, at + 1, faq => faq.Category == faqs[at].Category && faq.Id != id) : faqs.FindIndex(at, faq => faq.Category == faqs[at].Category && faq.Id != id);
        if (other >= 0) (faqs[at], faqs[other]) = (faqs[other], faqs[at]);
    }

    private static List<Faq> MoveTopic(List<Faq> faqs, string topic, int by)
    {
        var topics = faqs.Select(faq => faq.Category).Distinct().ToList();
        var (mine, next) = (topics.IndexOf(topic), topics.IndexOf(topic) + by);
        if (mine < 0 || next < 0 || next >= topics.Count) return faqs;
        (topics[mine], topics[next]) = (topics[next], topics[mine]);
        return [.. faqs.OrderBy(faq => topics.IndexOf(faq.Category))];
    }

    private static async Task<RedirectHttpResult> Adopt(HttpContext context, PortalDb db, AuditTrail trail, RetailerScope scope, Notices notices, CancellationToken stop)
    {
        var held = await db.Faqs.Select(faq => faq.Slug).ToListAsync(stop);
        var last = await db.Faqs.MaxAsync(faq => (int?)faq.Order, stop) ?? 0;
        var added = StarterPack.All.Where(one => !held.Contains(one.Slug)).ToList();
        foreach (var one in added)
            db.Add(new Faq { Slug = one.Slug, Category = one.Category, Question = StarterPack.Said(one.Question, scope.Current.Wording), Answer = StarterPack.Said(one.Answer, scope.Current.Wording), Order = last += 10, IsPublished = false, Edition = Guid.CreateVersion7() });
        trail.Note("Answers", "Adopted the starter pack", $"{added.Count} answers", Path);
        await db.SaveChangesAsync(stop);
        notices.Put(context, "good", $"{added.Count} answers are added as drafts. Read each, make it yours, and publish it.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    /// <summary>By topic, and inside it, as customers see them.</summary>
    private static async Task<List<Faq>> InOrderAsync(IQueryable<Faq> rows, CancellationToken stop)
    {
        var faqs = await rows.OrderBy(faq => faq.Order).ThenBy(faq => faq.Id).ToListAsync(stop);
        var topics = faqs.Select(faq => faq.Category).Distinct().ToList();
        return [.. faqs.OrderBy(faq => topics.IndexOf(faq.Category))];
    }

    private static Answer Line(Faq faq, DateTime now, Wording words)
    {
        var (state, tone) = faq switch
        {
            { IsPublished: false } => ("Draft", "warn"),
            { ShowUntil: { } until } when until <= now => ("Ended", ""),
            { ShowFrom: { } from } when from > now => ("Scheduled", "warn"),
            { HasDraft: true } => ("Published, with a draft", "warn"),
            _ => ("Published", "good"),
        };
        var votes = faq.Helped + faq.DidNotHelp == 0 ? "No votes yet" : $"Helped {faq.Helped.ToString("N0", words.Culture)} of {(faq.Helped + faq.DidNotHelp).ToString("N0", words.Culture)}";
        return new(faq.Id.ToString(CultureInfo.InvariantCulture), faq.IsPublished ? faq.Question : faq.DraftQuestion ?? faq.Question, votes, state, tone, Links.To($"{Path}/{faq.Id}"));
    }

    internal sealed record Model(
        IReadOnlyList<Category> Categories, IReadOnlyList<Answer> Poor, IReadOnlyList<Missed> Missed, string OrderAction, string NewHref, string StarterAction, bool OffersStarter, FormToken Token);
    internal sealed record Category(string Title, string RenameHref, IReadOnlyList<Answer> Answers);
    internal sealed record Answer(string Id, string Question, string Votes, string State, string Tone, string Href);
    internal sealed record Missed(string Words, string Times);
}
