using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Help;

namespace OrchardCore.Portal.Tests.Help;

public sealed class FindingAnswers
{
    [Fact]
    public async Task The_retailers_own_answers_are_there_from_the_first_start_once()
    {
        await using var portal = await PortalApp.StartAsync();

        var page = await portal.Visit().ReadAsync("/help");

        Assert.Contains("How do I read my statement?", page, StringComparison.Ordinal);
        Assert.Contains("19 answers", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bill by the quarter", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(19, await portal.ReadAsync("lumen", db => db.Faqs.CountAsync()));
    }

    [Fact]
    public async Task Every_answer_has_an_address_and_links_under_the_retailers_prefix()
    {
        await using var portal = await PortalApp.StartAsync();

        var page = await portal.Visit().ReadAsync("/help/payment-returned");

        Assert.Contains("<h1>What happens if my direct debit is returned?</h1>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/help/trouble-paying\"", page, StringComparison.Ordinal);
        Assert.Contains("/lumen/contact?type=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_signed_in_keeps_the_menu_and_who_is_not_is_answered_too()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        Assert.Contains("Logout", await priya.ReadAsync("/help"), StringComparison.Ordinal);
        Assert.DoesNotContain("Logout", await portal.Visit().ReadAsync("/help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_the_answers_that_have_all_the_words_and_the_best_first()
    {
        await using var portal = await PortalApp.StartAsync();
        await OnlyAsync(portal,
            Answer("a", "How do I pay?", "By card, or by direct debit."),
            Answer("b", "Direct debit", "Ask us to set it up and we pay ourselves from your account."),
            Answer("c", "Solar", "The sun does it."));

        var page = await portal.Visit().ReadAsync("/help?q=debit+PAY");

        Assert.Contains("2 answers", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("/help/b\"", StringComparison.Ordinal) > 0 && page.IndexOf("/help/a\"", StringComparison.Ordinal) > 0);
        Assert.DoesNotContain("/help/c\"", page, StringComparison.Ordinal);
        Assert.Contains("<mark>debit</mark>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_searched_for_is_text_wherever_it_is_shown()
    {
        await using var portal = await PortalApp.StartAsync();
        await OnlyAsync(portal, Answer("a", "What is <script>alert(1)</script>?", "A <b>tag</b>."));

        var page = await portal.Visit().ReadAsync("/help?q=" + Uri.EscapeDataString("<script>alert(1)</script>"));

        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_unpublished_answer_is_not_there()
    {
        await using var portal = await PortalApp.StartAsync();
        var draft = Answer("draft", "Secret plans", "None yet.");
        draft.IsPublished = false;
        await OnlyAsync(portal, draft, Answer("a", "Open plans", "Many."));

        Assert.DoesNotContain("Secret", await portal.Visit().ReadAsync("/help?q=plans"), StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", await portal.Visit().ReadAsync("/help/a"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit().GetAsync("/help/draft")).StatusCode);
    }

    [Fact]
    public async Task Without_any_answers_there_is_still_somebody_to_call()
    {
        await using var portal = await PortalApp.StartAsync();
        await OnlyAsync(portal);

        Assert.Contains("1300 975 707", await portal.Visit().ReadAsync("/help"), StringComparison.Ordinal);
        Assert.Contains("1300 975 707", await portal.Visit().ReadAsync("/help?q=xyzzy"), StringComparison.Ordinal);
        Assert.Contains("1300 975 707", await portal.Visit().ReadAsync("/help?topic=nowhere"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_an_answer_helped_is_counted_once_a_visit()
    {
        await using var portal = await PortalApp.StartAsync();
        var visitor = portal.Visit();
        var token = Visitor.TokenIn(await visitor.ReadAsync("/help/moving-out"));

        var thanked = await visitor.FollowAsync(await visitor.PostAsync("/help/moving-out", [("__RequestVerificationToken", token), ("helped", "yes")]));
        await visitor.PostAsync("/help/moving-out", [("__RequestVerificationToken", token), ("helped", "no")]);
        await portal.Visit().SendAsync("/help/moving-out", [("helped", "no")]);

        Assert.Contains("Thank you", thanked, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"helped\"", thanked, StringComparison.Ordinal);
        var counts = await portal.ReadAsync("lumen", db => db.Faqs.Where(faq => faq.Slug == "moving-out").Select(faq => new { faq.Helped, faq.DidNotHelp }).SingleAsync());
        Assert.Equal((1, 1), (counts.Helped, counts.DidNotHelp));
    }

    [Fact]
    public async Task A_vote_without_the_pages_token_counts_nothing()
    {
        await using var portal = await PortalApp.StartAsync();

        var answer = await portal.Visit().PostAsync("/help/moving-out", [("helped", "yes")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Faqs.SumAsync(faq => faq.Helped)));
    }

    private static Faq Answer(string slug, string question, string answer) => new() { Slug = slug, Category = "General", Question = question, Answer = answer };

    private static Task OnlyAsync(PortalApp portal, params Faq[] faqs) => portal.DataAsync("lumen", async db =>
    {
        await db.Faqs.ExecuteDeleteAsync();
        db.AddRange(faqs);
        await db.SaveChangesAsync();
    });
}
