using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>The views of a service's usage, in the order of their tabs.</summary>
internal enum UsageView { Usage, Cost, Readings }

internal sealed record UsageTab(string Label, string Href, bool Current);

internal static class UsageTabs
{
    public static IReadOnlyList<UsageTab> Of(string serviceKey, UsageView? current, Wording words)
    {
        var service = serviceKey == "" ? default : QueryString.Create("service", serviceKey);
        return [Tab(UsageView.Usage, "/usage"), Tab(UsageView.Cost, "/usage/cost"), Tab(UsageView.Readings, "/usage/readings")];

        UsageTab Tab(UsageView view, string path) => new(words.Word(view.ToString()), Links.To(path) + service, view == current);
    }
}
