using Microsoft.Playwright;

namespace OrchardCore.Portal.Browser.Tests;

/// <summary>What must hold on each screen, in both brands, wide and narrow (WCAG 2.2 AA; features.md 4.1).</summary>
[Collection(nameof(DemoHost))]
public sealed class EveryScreen(DemoHost host)
{
    private static readonly string[] Signed = ["", "/services", "/charges", "/statements", "/transactions", "/usage", "/usage/readings", "/account", "/account/password", "/account/second-step", "/settings", "/help", "/contact", "/contact?type=complaint", "/pay", "/pay/methods", "/pay/autopay", "/nothing-here"];
    private static readonly string[] Open = ["/sign-in", "/activate", "/forgot-password", "/help", "/pay/guest"];
    private static readonly string[] Office =
    [
        "/admin", "/admin/inbox", "/admin/ticket-types", "/admin/canned-answers", "/admin/holidays", "/admin/complaints", "/admin/customers", "/admin/changes", "/admin/changes/rules", "/admin/payments", "/admin/payments/keys",
        "/admin/imports", "/admin/imports/keys", "/admin/imports/sources", "/admin/imports/columns", "/admin/answers", "/admin/branding", "/admin/templates", "/admin/mail", "/admin/people", "/admin/audit",
    ];

    public static TheoryData<string, string, int, ColorScheme> Views
    {
        get
        {
            var views = new TheoryData<string, string, int, ColorScheme>();
            foreach (var (retailer, email) in new[] { ("lumen", "priya@example.com"), ("tidewater", "amelia@example.com") })
                foreach (var width in new[] { 1280, 390 })
                    views.Add(retailer, email, width, width == 1280 ? ColorScheme.Light : ColorScheme.Dark);
            return views;
        }
    }

    [SkippableTheory, MemberData(nameof(Views))]
    public async Task Has_no_axe_violation_no_sideways_scrolling_and_no_console_error(string retailer, string email, int width, ColorScheme scheme)
    {
        var page = await host.OpenAsync(retailer, email, width, scheme: scheme);
        await WalkAsync(page, retailer, [.. Signed, .. await DetailsAsync(page, retailer)], width);
    }

    [SkippableTheory, MemberData(nameof(Views))]
    public async Task So_do_the_pages_before_signing_in(string retailer, string email, int width, ColorScheme scheme)
    {
        Assert.NotEmpty(email);
        await WalkAsync(await host.OpenAsync(retailer, width: width, scheme: scheme), retailer, Open, width);
    }

    [SkippableTheory, MemberData(nameof(Views))]
    public async Task So_does_the_back_office(string retailer, string email, int width, ColorScheme scheme)
    {
        Assert.NotEmpty(email);
        var page = await host.OpenAsync(retailer, $"admin@{retailer}.example.com", width, scheme: scheme);
        await page.GotoAsync($"/{retailer}/admin/imports");
        var details = new List<string>();
        foreach (var list in new[] { "/admin/imports", "/admin/inbox", "/admin/customers", "/admin/people", "/admin/templates" })
        {
            await page.GotoAsync($"/{retailer}{list}");
            details.Add((await page.Locator($"main a[href^='/{retailer}{list}/']").Last.GetAttributeAsync("href"))![$"/{retailer}".Length..]);
        }
        await WalkAsync(page, retailer, [.. Office, .. details], width);
    }

    [SkippableFact]
    public async Task The_bare_address_of_a_host_in_development_leads_to_a_portal()
    {
        var page = await host.OpenAsync("lumen");
        await page.GotoAsync("/");
        Assert.StartsWith($"{host.Address}/lumen/", page.Url, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Answers_and_topics_are_dragged_into_the_order_that_stays()
    {
        var page = await host.OpenAsync("lumen", "admin@lumen.example.com");
        await page.SetViewportSizeAsync(1280, 2400);   // all of it in sight: where a page scrolls under the mouse, something else is taken hold of
        await page.GotoAsync("/lumen/admin/answers");
        var (topics, rows) = (page.Locator("[data-topic]"), page.Locator("[data-topic]").First.Locator("[data-id]"));
        var (titles, questions) = (await topics.Locator("h2").AllTextContentsAsync(), await rows.Locator(".row-title").AllTextContentsAsync());

        await DroppedAsync(page, () => rows.Nth(1).DragToAsync(rows.Nth(0), Above));
        await Assertions.Expect(rows.Locator(".row-title")).ToHaveTextAsync([questions[1], questions[0], .. questions.Skip(2)]);
        await DroppedAsync(page, () => topics.Nth(1).Locator("[data-topic-handle]").DragToAsync(topics.Nth(0), Above));
        await Assertions.Expect(topics.Locator("h2")).ToHaveTextAsync([titles[1], titles[0], .. titles.Skip(2)]);

        await page.GotoAsync("/lumen/admin/answers");
        await Assertions.Expect(topics.Locator("h2").First).ToHaveTextAsync(titles[1]);
        await Assertions.Expect(topics.Nth(1).Locator(".row-title").First).ToHaveTextAsync(questions[1]);
    }

    private static LocatorDragToOptions Above => new() { TargetPosition = new() { X = 60, Y = 3 } };

    private static Task<IResponse> DroppedAsync(IPage page, Func<Task> drag) => page.RunAndWaitForResponseAsync(drag, answer => answer.Request.Method == "GET" && answer.Url.EndsWith("/admin/answers", StringComparison.Ordinal));

    [SkippableFact]
    public async Task Files_are_handed_in_with_their_progress_and_followed_to_the_end_without_loading_the_page_again()
    {
        var page = await host.OpenAsync("lumen", "admin@lumen.example.com");
        await page.GotoAsync("/lumen/admin/imports");
        await page.EvaluateAsync("""
            () => {
              const list = document.querySelector('[data-upload-list]');
              window.said = [];
              new MutationObserver(() => window.said.push(list.textContent)).observe(list, { subtree: true, childList: true, characterData: true });
            }
            """);
        FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };
        await page.SetInputFilesAsync("#file", [File("good-ones.csv", "account_number,email,first_name,last_name\n99000001,bea@example.com,Bea,Rowser\n"), File("faulty.csv", "account_number,email,first_name,last_name\n99000002,no address,Bea,Rowser\n")]);
        await page.ClickAsync("form[data-uploads] button");

        await Assertions.Expect(page.Locator("[data-upload-list] .tone-good")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        ILocator Row(string name) => page.Locator("#imports-list tr", new() { HasText = name }).First;
        await Assertions.Expect(Row("good-ones.csv")).ToContainTextAsync("Applied", new() { Timeout = 60_000 });
        await Assertions.Expect(Row("faulty.csv")).ToContainTextAsync("Refused", new() { Timeout = 60_000 });
        Assert.True(await page.EvaluateAsync<bool>("() => window.said?.some(text => /[0-9] %/.test(text))"));   // and what was noted is still there: it is the same page
    }

    [SkippableFact]
    public async Task A_screen_with_faults_would_be_seen()
    {
        var page = await host.OpenAsync("lumen", width: 390);
        var look = new CloseLook(page);
        await page.SetContentAsync("<html lang=en><title>Offender</title><main><h1>Offender</h1><img src='data:,'><div style='width:900px'>wide</div></main>");
        await look.AtAsync("the offender");
        Assert.Contains(look.Faults, fault => fault.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(look.Faults, fault => fault.Contains("sideways", StringComparison.Ordinal));
    }

    /// <summary>Pages that stand behind a row of a list.</summary>
    private static async Task<IEnumerable<string>> DetailsAsync(IPage page, string retailer)
    {
        var found = new List<string>();
        foreach (var (list, link) in new[] { ("/statements", "main a[href*='/statements/']:not([href*='/pdf'])"), ("/services", "main a[href$='/final-read']"), ("/help", "main a[href*='/help/']") })
        {
            await page.GotoAsync($"/{retailer}{list}");
            var href = await page.Locator(link).First.GetAttributeAsync("href");
            Assert.False(string.IsNullOrEmpty(href), $"{list} leads to no detail page.");
            found.Add(href![$"/{retailer}".Length..]);
        }
        return found;
    }

    private static async Task WalkAsync(IPage page, string retailer, IEnumerable<string> paths, int width)
    {
        var look = new CloseLook(page);
        foreach (var path in paths)
        {
            await page.GotoAsync($"/{retailer}{path}");
            await look.AtAsync($"{path} at {width} px");
        }
        look.AssertClean();
    }
}
