using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrchardCore.Portal.Browser.Tests;

/// <summary>What must hold on each screen, in both brands, wide and narrow (WCAG 2.2 AA; features.md 4.1).</summary>
[Collection(nameof(DemoHost))]
public sealed class EveryScreen(DemoHost host)
{
    private static readonly string[] Signed = ["", "/services", "/charges", "/statements", "/transactions", "/usage", "/account", "/account/password", "/settings", "/help", "/contact", "/contact?type=complaint", "/pay", "/nothing-here"];
    private static readonly string[] Open = ["/sign-in", "/activate", "/forgot-password", "/help"];
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

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
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) faults.Add($"{page.Url}: console: {message.Text}");
        };
        foreach (var path in paths)
        {
            await page.GotoAsync($"/{retailer}{path}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            var result = await page.RunAxe(Rules);
            faults.AddRange(result.Violations.Select(violation => $"{path}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            var spare = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (spare > 0) faults.Add($"{path}: scrolls sideways by {spare} px at {width} px");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
