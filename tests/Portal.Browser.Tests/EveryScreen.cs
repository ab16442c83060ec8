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
        "/admin", "/admin/inbox", "/admin/ticket-types", "/admin/canned-answers", "/admin/holidays", "/admin/complaints", "/admin/customers", "/admin/changes", "/admin/payments", "/admin/payments/keys",
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
