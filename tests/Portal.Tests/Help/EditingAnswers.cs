using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Help;

namespace OrchardCore.Portal.Tests.Help;

/// <summary>What an editor writes, and when customers see it.</summary>
public sealed partial class EditingAnswers
{
    private const string List = "/admin/answers";

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task An_answer_is_drafted_published_changed_and_gone_back_from(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var editor = await EditorAsync(portal);
        var reader = portal.Visit();

        var page = await SendAsync(editor, List + "/new", ("does", "save"), ("question", "Do you supply Ballarat?"), ("category", "Moving"), ("answer", "**Yes**, since 2024."));
        Assert.DoesNotContain("Ballarat", await reader.ReadAsync("/help"));

        page = await SendAsync(editor, page, ("does", "publish"), ("question", "Do you supply Ballarat?"), ("category", "Moving"), ("answer", "**Yes**, since 2024."));
        Assert.Contains("<strong>Yes</strong>", await reader.ReadAsync("/help/do-you-supply-ballarat"));

        await SendAsync(editor, page, ("does", "save"), ("question", "Do you supply Ballarat?"), ("category", "Moving"), ("answer", "Not yet known."));
        Assert.Contains("since 2024", await reader.ReadAsync("/help/do-you-supply-ballarat"));
        await SendAsync(editor, page, ("does", "publish"), ("question", "Do you supply Ballarat?"), ("category", "Moving"), ("answer", "No longer."));
        Assert.Contains("No longer", await reader.ReadAsync("/help/do-you-supply-ballarat"));

        var opened = await editor.ReadAsync(page);
        var back = Back().Match(opened).Groups[1].Value;
        await SendAsync(editor, page, ("does", "save"), ("question", "Do you supply Ballarat?"), ("category", "Moving"), ("answer", "A colleague's draft."));
        using var late = await editor.PostAsync(back, Hidden(opened));
        Assert.Contains("A colleague&#x27;s draft.", await editor.ReadAsync(page));
        using var gone = await editor.PostAsync(back, Hidden(await editor.ReadAsync(page)));
        Assert.Contains("since 2024", await reader.ReadAsync("/help/do-you-supply-ballarat"));

        await SendAsync(editor, page, ("does", "unpublish"));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/help/do-you-supply-ballarat")).StatusCode);
    }

    [Fact]
    public async Task It_shows_from_its_first_day_to_its_last_in_the_retailers_zone()
    {
        await using var portal = await PortalApp.StartAsync();   // noon of 22 November 2026 in Sydney
        var editor = await EditorAsync(portal);
        await SendAsync(editor, List + "/new", ("does", "publish"), ("question", "Summer hours?"), ("category", "Contact"), ("answer", "Till four."), ("from", "2026-11-23"), ("until", "2026-11-24"));

        Assert.DoesNotContain("Summer hours", await portal.Visit().ReadAsync("/help"));
        portal.Clock.Advance(TimeSpan.FromHours(12.1));
        Assert.Contains("Summer hours", await portal.Visit().ReadAsync("/help"));
        portal.Clock.Advance(TimeSpan.FromHours(47.9) - TimeSpan.FromSeconds(5));
        Assert.Contains("Summer hours", await portal.Visit().ReadAsync("/help"));
        portal.Clock.Advance(TimeSpan.FromSeconds(5));   // and to the second, though a page was shown just before
        Assert.DoesNotContain("Summer hours", await portal.Visit().ReadAsync("/help"));
    }

    [Fact]
    public async Task A_flood_of_searches_does_not_hide_what_is_looked_for_next()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.InAsync("lumen", async scope =>
        {
            var db = scope.GetRequiredService<PortalDb>();
            for (var one = 0; one < 500; one++) db.Add(new MissedSearch { Words = new string('x', one % 70 + 1) + one.ToString("x", CultureInfo.InvariantCulture), Times = one == 0 ? 1 : 2, LastAt = portal.Clock.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync();
        });
        for (var times = 0; times < 3; times++) await portal.Visit().ReadAsync("/help?q=hovercraft");

        var missed = await portal.ReadAsync("lumen", db => db.MissedSearches.AsNoTracking().ToListAsync());
        Assert.Equal(500, missed.Count);
        Assert.Equal(3, missed.Single(search => search.Words == "hovercraft").Times);
        Assert.DoesNotContain(missed, search => search.Times == 1);
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_and_keeps_what_was_typed()
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);
        var page = await SendAsync(editor, List + "/new", ("does", "save"), ("question", "Who?"), ("category", "General"), ("answer", "Us."));
        var opened = await editor.ReadAsync(page);

        await SendAsync(editor, page, ("does", "save"), ("question", "Who?"), ("category", "General"), ("answer", "The first one."));
        var answer = await editor.PostAsync(page, [.. Hidden(opened), ("does", "publish"), ("question", "Who?"), ("category", "General"), ("answer", "The second one.")]);

        var told = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Somebody else saved this answer", told);
        Assert.Contains("The second one.", told);
        Assert.DoesNotContain("Who?", await portal.Visit().ReadAsync("/help"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("[x](javascript:alert(1))", "href=\"javascript")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("![x](https://evil.example/pixel.png)", "<img")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)", "href=\"data")]
    public async Task Hostile_markdown_is_harmless_in_the_preview_and_on_the_page(string markdown, string never)
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);
        await SendAsync(editor, List + "/new", ("does", "publish"), ("question", "Hostile one"), ("category", "General"), ("answer", markdown));
        var preview = await editor.SendAsync(List + "/new", [("answer", markdown)], List + "/preview");

        Assert.DoesNotContain(never, await preview.Content.ReadAsStringAsync());
        var shown = await portal.Visit().ReadAsync("/help/hostile-one");
        Assert.DoesNotContain(never, shown[shown.IndexOf("class=\"answer\"", StringComparison.Ordinal)..shown.IndexOf("class=\"vote\"", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Too_long_an_answer_is_refused_and_nothing_is_lost()
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);
        var answer = await editor.SendAsync(List + "/new", [("does", "save"), ("question", "Long?"), ("category", "General"), ("answer", new string('x', 20_001))]);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("20000 characters at most", text);
        Assert.Contains(new string('x', 20_001), text);
    }

    [Fact]
    public async Task Buttons_and_dragging_change_the_order_that_customers_see()
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);
        var before = await OrderAsync(portal);

        using var moved = await editor.SendAsync(List, [("move", $"down {before[0]}")], List + "/order");
        Assert.Equal([before[1], before[0]], (await OrderAsync(portal)).Take(2));

        var reversed = before.AsEnumerable().Reverse().ToList();
        using var dragged = await editor.SendAsync(List, [("order", string.Join(',', reversed))], List + "/order");
        Assert.Equal(reversed, await OrderAsync(portal));

        using var stale = await editor.SendAsync(List, [("order", "1,2,999")], List + "/order");
        Assert.Contains("have changed since", await editor.FollowAsync(stale));
        Assert.Equal(reversed, await OrderAsync(portal));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_topic_moves_and_is_renamed_with_all_its_answers(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var editor = await EditorAsync(portal);
        var page = await SendAsync(editor, List + "/new", ("does", "publish"), ("question", "Zebra crossing?"), ("category", "Zoo & more"), ("answer", "First."));
        await SendAsync(editor, page, ("does", "publish"), ("question", "Zebra crossing?"), ("category", "Zoo & more"), ("answer", "Second."));
        await SendAsync(editor, page, ("does", "save"), ("question", "Zebra crossing?"), ("category", "Zoo & more"), ("answer", "A draft."));
        var opened = await editor.ReadAsync(page);
        var topics = await TopicsAsync(editor);

        using var up = await editor.SendAsync(List, [("topic", "up Zoo & more")], List + "/order");
        Assert.Equal([.. topics.SkipLast(2), "Zoo & more", topics[^2]], await TopicsAsync(editor));
        using var further = await editor.SendAsync(List, [("topic", $"up {topics[0]}")], List + "/order");   // the first stays the first
        Assert.Equal(topics[0], (await TopicsAsync(editor))[0]);

        const string topic = List + "/topic?name=Zoo%20%26%20more";
        Assert.Equal(HttpStatusCode.NotFound, (await editor.GetAsync(List + "/topic?name=Nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await BackOffice.OfficePeople.SignedInAsync(portal, "lumen", "support")).GetAsync(topic)).StatusCode);
        foreach (var (name, fault) in new[] { ("", "Enter your name."), (new string('x', 61), "60 characters at most") })
            Assert.Contains(fault, await (await editor.SendAsync(topic, [("topic", "Zoo & more"), ("name", name)], List + "/topic")).Content.ReadAsStringAsync());
        Assert.DoesNotContain("<b>Animals", await editor.FollowAsync(await editor.SendAsync(topic, [("topic", "Zoo & more"), ("name", "<b>Animals")], List + "/topic")));
        Assert.Contains("&lt;b&gt;Animals", await portal.Visit().ReadAsync("/help"));
        Assert.Equal("<b>Animals", await portal.ReadAsync("lumen", db => db.Faqs.Where(faq => faq.Slug == "zebra-crossing").Select(faq => faq.DraftCategory).SingleAsync()));

        // Who had the answer open is told, and going back brings no old name.
        Assert.Contains("Somebody else saved", await (await editor.PostAsync(page, [.. Hidden(opened), ("does", "save"), ("question", "Zebra?"), ("category", "Zoo & more"), ("answer", "Late.")])).Content.ReadAsStringAsync());
        var now = await editor.ReadAsync(page);
        using var back = await editor.PostAsync(Back().Match(now).Groups[1].Value, Hidden(now));
        Assert.Equal("<b>Animals", await portal.ReadAsync("lumen", db => db.Faqs.Where(faq => faq.Slug == "zebra-crossing").Select(faq => faq.Category).SingleAsync()));

        // Under a name that there is, two become one.
        using var joined = await editor.SendAsync(List + "/topic?name=%3Cb%3EAnimals", [("topic", "<b>Animals"), ("name", topics[0])], List + "/topic");
        Assert.Equal(topics.SkipLast(1), await TopicsAsync(editor));
        Assert.Contains("Renamed a topic", await portal.ReadAsync("lumen", db => db.Set<Auditing.AuditEntry>().Select(entry => entry.Action).ToListAsync()));
    }

    private static async Task<List<string>> TopicsAsync(Visitor editor) => [.. Topic().Matches(await editor.ReadAsync(List)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [Fact]
    public async Task What_is_looked_for_in_vain_is_counted_without_what_would_be_somebodys()
    {
        await using var portal = await PortalApp.StartAsync();
        foreach (var asked in new[] { "wombat tariff", "Wombat Tariff", "account 2041 7781 priya@example.com zebra" })
            await portal.Visit().ReadAsync("/help?q=" + Uri.EscapeDataString(asked));

        var page = await (await EditorAsync(portal)).ReadAsync(List);
        Assert.Contains("wombat tariff", page);
        Assert.Contains("2 times", page);
        var kept = await portal.ReadAsync("lumen", db => db.MissedSearches.Select(search => search.Words).ToListAsync());
        Assert.DoesNotContain(kept, words => words.Contains("7781", StringComparison.Ordinal) || words.Contains("priya", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_starter_pack_comes_as_drafts_in_the_retailers_words()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("tidewater", "kim@tidewater.example", "editor");
        var editor = portal.Visit("tidewater");
        await editor.SignInAsync("kim@tidewater.example", PortalApp.Password);
        var published = await portal.ReadAsync("tidewater", db => db.Faqs.CountAsync(faq => faq.IsPublished));

        using var adopted = await editor.SendAsync(List, [], List + "/starter-pack");

        var drafts = await portal.ReadAsync("tidewater", db => db.Faqs.Where(faq => !faq.IsPublished).ToListAsync());
        Assert.NotEmpty(drafts);
        Assert.DoesNotContain(drafts, faq => faq.Answer.Contains("tatement", StringComparison.Ordinal));
        Assert.Equal(published, await portal.ReadAsync("tidewater", db => db.Faqs.CountAsync(faq => faq.IsPublished)));
    }

    private static Task<List<int>> OrderAsync(PortalApp portal) => portal.ReadAsync("lumen", async db =>
    {
        var faqs = await db.Faqs.AsNoTracking().OrderBy(faq => faq.Order).ThenBy(faq => faq.Id).ToListAsync();
        return faqs.ConvertAll(faq => faq.Id);
    });

    private static async Task<Visitor> EditorAsync(PortalApp portal)
    {
        await portal.AddSignInAsync("lumen", "kim@lumen.example", "editor");
        var editor = portal.Visit();
        await editor.SignInAsync("kim@lumen.example", PortalApp.Password);
        return editor;
    }

    /// <returns>Where it led: the answer's page.</returns>
    private static async Task<string> SendAsync(Visitor editor, string page, params (string Name, string Value)[] fields)
    {
        var answer = await editor.PostAsync(page, [.. Hidden(await editor.ReadAsync(page)), .. fields]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.OriginalString;
    }

    private static IEnumerable<(string, string)> Hidden(string page) => [("__RequestVerificationToken", Visitor.TokenIn(page)), ("edition", Edition().Match(page).Groups[1].Value)];

    [GeneratedRegex("data-topic-handle><h2>([^<]+)</h2>")] private static partial Regex Topic();
    [GeneratedRegex("name=\"edition\" value=\"([^\"]*)\"")] private static partial Regex Edition();
    [GeneratedRegex("action=\"/lumen(/admin/answers/[0-9]+/back/[0-9]+)\"", RegexOptions.RightToLeft)] private static partial Regex Back();
}
