using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Help;

/// <summary>The retailer's questions and answers by topic, with a search. Open to everybody: who cannot sign in needs it most.</summary>
internal static class HelpList
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/help", Show).AllowAnonymous();

    private static async Task<IResult> Show(HttpContext context, HelpReader reader, IAnswers source, MissedSearches missed, CustomerOfRequest held, RetailerScope scope, CancellationToken stop)
    {
        var retailer = scope.Current;
        var words = retailer.Wording;
        var answers = (await source.ReadAsync(stop)).Answers;
        var asked = ((string?)context.Request.Query["q"] ?? "").Trim() is { Length: <= 200 } text ? text : "";
        var topic = (string?)context.Request.Query["topic"] ?? "";

        var groups = asked != "" ? Found(answers, asked, words) : ByTopic(answers.Where(answer => topic == "" || SlugOf(answer.Category) == topic));
        if (asked != "" && groups.Count == 0 && held.Viewing is null) await missed.NoteAsync(asked, stop);
        var frame = await reader.FrameAsync(context, stop);
        var model = new Model(words.Word("Help & FAQ"),
            answers.Count == 0 ? "How to reach us, whatever it is." : $"{words.Count(answers.Count, "answer", "answers")} to what customers ask us most.",
            new SearchBox(Links.To("/help"), asked, words.Word("Search all answers")),
            answers.Count > 0, asked == "" && frame == FrameKind.Layout ? [.. TopicsOf(answers, words, topic)] : [], groups, Empty(answers.Count, asked, topic, words),
            HelpContact.Of(retailer, null));
        return new Page<Model>("Help/HelpList", asked == "" ? model.Title : $"{asked} – {model.Title}", model, frame: frame);
    }

    private static List<Group> Found(IReadOnlyList<Answer> answers, string asked, Wording words)
    {
        var hits = FaqSearch.Find(answers, asked, words.Culture.CompareInfo);
        return hits.Count == 0 ? [] : [new($"{words.Count(hits.Count, "answer", "answers")} for “{asked}”",
            [.. hits.Select(hit => new Question(hit.Question, Links.To($"/help/{hit.Answer.Slug}"), hit.Excerpt))])];
    }

    private static List<Group> ByTopic(IEnumerable<Answer> answers) =>
        [.. answers.GroupBy(answer => answer.Category).Select(group => new Group(group.Key,
            [.. group.Select(answer => new Question([new(answer.Question, false)], Links.To($"/help/{answer.Slug}"), []))]))];

    private static IEnumerable<Topic> TopicsOf(IReadOnlyList<Answer> answers, Wording words, string current) =>
        from answer in answers
        group answer by answer.Category into topic
        let slug = SlugOf(topic.Key)
        select new Topic(topic.Key, words.Count(topic.Count(), "answer", "answers"),
            Links.To("/help") + (slug == current ? "" : QueryString.Create("topic", slug)), HelpTopic.IconOf(topic.Key), slug == current);

    private static EmptyPage Empty(int count, string asked, string topic, Wording words) =>
        asked != "" ? new($"No answer has all of “{asked}”", "Try fewer or other words, or ask us: the ways to reach us are below.", words.Word("See all answers"), Links.To("/help"))
        : topic != "" && count > 0 ? new("There is no such topic", "It may have been renamed.", words.Word("See all answers"), Links.To("/help"))
        : new("No answers here yet", "We are still writing them. Until then, ask us: the ways to reach us are below.");

    /// <summary>"Meters &amp; usage" becomes "meters-usage", for the address.</summary>
    internal static string SlugOf(string category) =>
        string.Join('-', category.ToLower(CultureInfo.InvariantCulture).Split([.. category.ToLower(CultureInfo.InvariantCulture).Where(c => !char.IsLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries));

    internal sealed record Model(string Title, string Lead, SearchBox Search, bool CanSearch, IReadOnlyList<Topic> Topics, IReadOnlyList<Group> Groups, EmptyPage Empty, HelpContact Contact);
    internal sealed record SearchBox(string Action, string Value, string Label);
    internal sealed record Topic(string Label, string Count, string Href, string Icon, bool Current);
    internal sealed record Group(string Title, IReadOnlyList<Question> Questions);
    internal sealed record Question(IReadOnlyList<FaqSearch.Part> Label, string Href, IReadOnlyList<FaqSearch.Part> Excerpt);
}
