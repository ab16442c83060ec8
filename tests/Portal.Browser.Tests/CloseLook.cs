using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace OrchardCore.Portal.Browser.Tests;

/// <summary>Looks at what a page shows: axe's rules, no sideways scrolling, no error in the console.</summary>
internal sealed class CloseLook
{
    // axe itself, run in the page: its library for Playwright opens a second page for each look, for frames that are not here.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    private sealed class Violation
    {
        public string Id { get; set; } = "";
        public string Help { get; set; } = "";
        public string[] Nodes { get; set; } = [];
    }

    private readonly IPage _page;
    private readonly List<string> _faults = [];

    public CloseLook(IPage page)
    {
        _page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal)) _faults.Add($"{page.Url}: console: {message.Text}");
        };
    }

    /// <param name="what">How the page is named in what is found.</param>
    public async Task AtAsync(string what)
    {
        await _page.EvaluateAsync("() => document.readyState === 'complete' || new Promise(loaded => addEventListener('load', loaded, { once: true }))");
        await _page.EvaluateAsync(Axe);
        var violations = await _page.EvaluateAsync<Violation[]>("rules => axe.run({ runOnly: rules }).then(found => found.violations.map(one => ({ id: one.id, help: one.help, nodes: one.nodes.map(node => node.html) })))", Rules);
        _faults.AddRange(violations.Select(one => $"{what}: {one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(3))}"));
        var spare = await _page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (spare > 0) _faults.Add($"{what}: scrolls sideways by {spare} px");
    }

    public IReadOnlyList<string> Faults => _faults;

    public void AssertClean() => Assert.True(_faults.Count == 0, string.Join('\n', _faults));
}
