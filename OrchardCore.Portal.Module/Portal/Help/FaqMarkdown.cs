using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Help;

/// <summary>
/// The retailer's Markdown as HTML that is safe to place: raw HTML in it is text, and what Markdig makes goes through a sanitiser that
/// knows a short list of elements.
/// </summary>
internal static class FaqMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();
    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(["p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "a", "table", "thead", "tbody", "tr", "th", "td"], StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(["href", "title", "start"], StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
    });

    public static Html ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        // The question is the page's h1, so a "#" in the answer is an h2.
        foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(6, heading.Level + 1);
        // "/help/moving-out" is written without the retailer's path prefix.
        foreach (var link in document.Descendants<LinkInline>().Where(link => link.Url is ['/', not ('/' or '\\'), ..])) link.Url = Links.To(link.Url!);
        return new Html(Sanitizer.Sanitize(document.ToHtml(Pipeline)));
    }

    /// <summary>The words alone, for searching.</summary>
    public static string ToText(string markdown) => Markdown.ToPlainText(markdown, Pipeline).ReplaceLineEndings(" ").Trim();
}
