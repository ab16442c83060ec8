using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Branding;

namespace OrchardCore.Portal.Tests.Branding;

/// <summary>A look is drafted, published and gone back from, and the customer's pages follow at once.</summary>
public sealed class PublishingALook
{
    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Customers_see_a_look_once_it_is_published_and_not_before(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");

        await DraftAsync(portal, look => look with { Name = "Solstice Power", Brand = look.Brand with { Colour = "#7a1fa2" }, Words = new() { ["Charges"] = "What you used" } });
        Assert.Contains("Lumen Energy", await owner.ReadAsync("/charges"));

        await PublishAsync(portal);
        var page = await owner.ReadAsync("/charges");
        Assert.Contains("Solstice Power", page);
        Assert.Contains("What you used", page);
        Assert.Contains("href=\"/lumen/brand.css?v=2\"", page);
        Assert.Contains("--brand:#7a1fa2", await owner.ReadAsync("/brand.css?v=2"));
        Assert.DoesNotContain("Solstice", await portal.Visit("tidewater").ReadAsync("/sign-in"));
    }

    [Fact]
    public async Task Going_back_shows_what_was_there_before_and_keeps_all_versions()
    {
        await using var portal = await PortalApp.StartAsync();
        await DraftAsync(portal, look => look with { Name = "Solstice Power" });
        await PublishAsync(portal);

        await portal.InAsync("lumen", async scope => Assert.True(await Shelf(scope).GoBackAsync(1, 2, "Sam", default)));
        await portal.InAsync("lumen", async scope => Assert.False(await Shelf(scope).GoBackAsync(2, 2, "Kim", default)));   // who has not seen Sam's

        Assert.Contains("Lumen Energy", await portal.Visit().ReadAsync("/sign-in"));
        Assert.Equal(["As it was set up", "name", "Back to version 1"],
            await portal.ReadAsync("lumen", db => db.LookVersions.OrderBy(version => version.Number).Select(version => version.Changes).ToListAsync()));
    }

    [Fact]
    public async Task A_menu_in_another_order_keeps_the_address_of_what_it_hides()
    {
        await using var portal = await PortalApp.StartAsync();
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");
        await DraftAsync(portal, look => look with { Menu = [new("/usage", true), new("/transactions", false)] });
        await PublishAsync(portal);

        var page = await owner.ReadAsync("/transactions");
        var menu = page[page.IndexOf("aria-label=\"Main\"", StringComparison.Ordinal)..];
        Assert.DoesNotContain("href=\"/lumen/transactions\"", menu);
        Assert.True(menu.IndexOf("href=\"/lumen/usage\"", StringComparison.Ordinal) < menu.IndexOf("href=\"/lumen/charges\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_colour_that_cannot_be_read_is_not_published_by_any_way()
    {
        await using var portal = await PortalApp.StartAsync();
        await DraftAsync(portal, look => look with { Brand = look.Brand with { Colour = "#ffcc33" } });
        await portal.InAsync("lumen", async scope => await Assert.ThrowsAsync<FormatException>(async () => await Shelf(scope).PublishAsync((await Shelf(scope).OpenAsync(default)).Edition, "Sam", default)));
        Assert.Contains("--brand:#2446c8", await portal.Visit().ReadAsync("/brand.css"));
        await portal.AddAsync("lumen", new LookVersion { Number = 1, Content = await portal.ReadAsync("lumen", db => db.LookDrafts.Select(draft => draft.Content).SingleAsync()), PublishedAt = default, PublishedBy = "", Changes = "As it was set up" });
        await portal.InAsync("lumen", async scope => await Assert.ThrowsAsync<FormatException>(async () => await Shelf(scope).GoBackAsync(1, 1, "Sam", default)));
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_instead_of_writing_over_the_first()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.InAsync("lumen", async scope =>
        {
            var opened = await Shelf(scope).OpenAsync(default);
            Assert.True(await Shelf(scope).SaveAsync(opened.Look with { Name = "First" }, opened.Edition, "Sam", default));
            Assert.False(await Shelf(scope).SaveAsync(opened.Look with { Name = "Second" }, opened.Edition, "Kim", default));
            Assert.False(await Shelf(scope).PublishAsync(opened.Edition, "Kim", default));
            Assert.Equal("First", (await Shelf(scope).OpenAsync(default)).Look.Name);
        });
        await PublishAsync(portal);
        await portal.InAsync("lumen", async scope =>
        {
            var opened = await Shelf(scope).OpenAsync(default);   // without a draft
            Assert.True(await Shelf(scope).SaveAsync(opened.Look with { Name = "Third" }, opened.Edition, "Sam", default));
            Assert.True(await Shelf(scope).PublishAsync((await Shelf(scope).OpenAsync(default)).Edition, "Sam", default));
            Assert.False(await Shelf(scope).SaveAsync(opened.Look with { Name = "Fourth" }, opened.Edition, "Kim", default));
        });
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Of_many_who_publish_at_the_same_moment_one_does_and_the_others_are_told(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        LookShelf.Work? opened = null;
        await portal.InAsync("lumen", async scope => opened = await Shelf(scope).OpenAsync(default));
        async Task<bool> LookAsync(int who)
        {
            var landed = false;
            await portal.InAsync("lumen", async scope => landed = await Shelf(scope).SaveAsync(opened!.Look with { Name = $"Look {who}" }, opened.Edition, $"{who}", default) && await Shelf(scope).PublishAsync((await Shelf(scope).OpenAsync(default)).Edition, $"{who}", default));
            return landed;
        }
        async Task<bool> TemplateAsync(int who)
        {
            var landed = false;
            await portal.InAsync("lumen", async scope => landed = await scope.GetRequiredService<TemplateShelf>().PublishAsync("Help/HelpList", $"<h1>{who}</h1>\n", Editions.Of(0), $"{who}", default));
            return landed;
        }

        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(LookAsync)), landed => landed);
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.LookVersions.CountAsync()));   // with what was there before
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(TemplateAsync)), landed => landed);
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.OwnTemplates.CountAsync()));
    }

    [Fact]
    public async Task A_draft_that_was_begun_before_somebody_published_is_not_published_over_it()
    {
        await using var portal = await PortalApp.StartAsync();
        await DraftAsync(portal, look => look with { Name = "First" });
        await PublishAsync(portal);
        await DraftAsync(portal, look => look with { Name = "Second" });
        // As if this draft had been saved in the moment before the first was published.
        await portal.DataAsync("lumen", db => db.LookDrafts.ExecuteUpdateAsync(draft => draft.SetProperty(one => one.After, 0)));

        await portal.InAsync("lumen", async scope => Assert.False(await Shelf(scope).PublishAsync((await Shelf(scope).OpenAsync(default)).Edition, "Kim", default)));
        await DraftAsync(portal, look => look with { Name = "Third" });   // saved again, over what is there now
        await PublishAsync(portal);
        Assert.Contains("Third", await portal.Visit().ReadAsync("/sign-in"));
    }

    [SkippableFact]
    public async Task Every_process_shows_it()
    {
        await using var portal = await PortalApp.ClusterAsync();
        var visitor = portal.Visit();
        for (var look = 0; look < 4; look++) Assert.Contains("Lumen Energy", await visitor.ReadAsync("/sign-in"));

        await DraftAsync(portal, look => look with { Name = "Solstice Power" });
        await PublishAsync(portal);

        List<string> pages = [];
        for (var look = 0; look < 100 && !(pages.Count >= 4 && pages.TakeLast(4).All(page => page.Contains("Solstice Power", StringComparison.Ordinal))); look++)
        {
            pages.Add(await visitor.ReadAsync("/sign-in"));
            await Task.Delay(20);
        }
        Assert.All(pages.TakeLast(4), page => Assert.Contains("Solstice Power", page));
    }

    private static LookShelf Shelf(IServiceProvider scope) => scope.GetRequiredService<LookShelf>();

    private static Task DraftAsync(PortalApp portal, Func<Look, Look> change) => portal.InAsync("lumen", async scope =>
    {
        var work = await Shelf(scope).OpenAsync(default);
        Assert.True(await Shelf(scope).SaveAsync(change(work.Look), work.Edition, "Sam", default));
    });

    private static Task PublishAsync(PortalApp portal) => portal.InAsync("lumen", async scope =>
        Assert.True(await Shelf(scope).PublishAsync((await Shelf(scope).OpenAsync(default)).Edition, "Sam", default)));
}
