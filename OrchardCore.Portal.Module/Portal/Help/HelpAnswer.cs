using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Help;

/// <summary>One answer at an address of its own, to be linked from bills, mails and other answers; and whether it helped.</summary>
internal static class HelpAnswer
{
    private const int MostRelated = 5;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/help/{slug}", Show).AllowAnonymous();
        portal.MapPost("/help/{slug}", Vote).AllowAnonymous();
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(string slug, HttpContext context, HelpReader reader, IAnswers source, RetailerScope scope, CancellationToken stop)
    {
        var book = await source.ReadAsync(stop);
        if (book.Find(slug) is not { } answer) return TypedResults.NotFound();
        var words = scope.Current.Wording;
        var related = book.Answers.Where(other => other.Category == answer.Category && other != answer).Take(MostRelated);
        var model = new Model(answer.Question, Links.To("/help"), words.Word("Help & FAQ"), answer.Category, FaqMarkdown.ToHtml(answer.Markdown),
            HelpReader.HasVoted(context, answer) ? null : new(Links.To($"/help/{answer.Slug}"), Form.Fresh(context).ToPage("/help", "").Token),
            [.. related.Select(other => new Related(other.Question, Links.To($"/help/{other.Slug}")))], HelpContact.Of(scope.Current, answer));
        return new Page<Model>("Help/HelpAnswer", answer.Question, model, frame: await reader.FrameAsync(context, stop));
    }

    /// <summary>Counted once a browser session: the counts tell the retailer which answers to write again.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound, BadRequest>> Vote(string slug, HttpContext context, IAnswers source, PortalDb db, CancellationToken stop)
    {
        if ((await source.ReadAsync(stop)).Find(slug) is not { } answer) return TypedResults.NotFound();
        var form = await Form.SentAsync(context, stop);
        if (form["helped"] is not ("yes" or "no")) return TypedResults.BadRequest();
        if (!HelpReader.HasVoted(context, answer))
        {
            var row = db.Faqs.Where(one => one.Slug == slug);
            if (form["helped"] == "yes") await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.Helped, one => one.Helped + 1), stop);
            else await row.ExecuteUpdateAsync(set => set.SetProperty(one => one.DidNotHelp, one => one.DidNotHelp + 1), stop);
            HelpReader.Remember(context, answer);
        }
        return TypedResults.LocalRedirect(Links.To($"/help/{answer.Slug}"));
    }

    internal sealed record Model(string Title, string BackHref, string BackLabel, string Topic, Html Body, VoteForm? Vote, IReadOnlyList<Related> Related, HelpContact Contact);
    internal sealed record VoteForm(string Action, FormToken Token);
    internal sealed record Related(string Label, string Href);
}
