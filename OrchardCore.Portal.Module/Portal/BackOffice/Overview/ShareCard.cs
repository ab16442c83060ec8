using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>How much of a whole: one bar, and the figures behind it as a table.</summary>
internal sealed record ShareCard(string Id, string Title, string Href, string LinkLabel, string Figure, string Said, IReadOnlyList<ShareCard.Part> Parts)
{
    /// <param name="X">Where it begins and how wide it is, as SVG takes them.</param>
    internal sealed record Part(string Tone, string Label, string Count, string Share, string X, string Width);

    /// <param name="parts">The first is the one that the figure tells.</param>
    public static ShareCard Of(string id, string title, (string Href, string Label) link, string said, Wording words, params IReadOnlyList<(string Label, int Count)> parts)
    {
        var whole = parts.Sum(part => part.Count);
        decimal Of(int count) => whole == 0 ? 0 : 100m * count / whole;
        var before = 0;
        return new(id, title, link.Href, link.Label, whole == 0 ? "–" : Shared(Of(parts[0].Count), words), said,
            [.. parts.Select((part, at) => new Part(at == 0 ? "one" : "rest", part.Label, words.Number(part.Count), Shared(Of(part.Count), words), Axis.Percent(Of((before += part.Count) - part.Count)), Axis.Percent(Of(part.Count))))]);
    }

    /// <summary>Neither "0 %" where there is one, nor "100 %" where one is missing.</summary>
    private static string Shared(decimal share, Wording words) =>
        words.Number(share switch { > 0 and < 1 => 1, > 99 and < 100 => 99, _ => decimal.Round(share, MidpointRounding.AwayFromZero) }) + "\u00a0%";
}
