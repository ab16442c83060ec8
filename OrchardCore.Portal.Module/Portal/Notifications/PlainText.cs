using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OrchardCore.Portal.Notifications;

/// <summary>
/// The plain text beside a mail's HTML, made from it: a retailer who words a mail anew changes one template, and both say the same.
/// </summary>
internal static partial class PlainText
{
    public static string Of(string html)
    {
        var text = new StringBuilder();
        if (new HtmlParser().ParseDocument(html).Body is { } body) Write(body, text);
        return Gaps().Replace(Blanks().Replace(text.ToString(), "\n"), "\n\n").Trim() + "\n";
    }

    private static void Write(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words: text.Append(Spaces().Replace(words.Data, " ")); break;
                case IElement { LocalName: "style" or "script" }: break;
                case IElement element when element.HasAttribute("hidden"): break;
                case IElement { LocalName: "br" }: text.Append('\n'); break;
                case IElement { LocalName: "li" } item: text.Append("\n- "); Write(item, text); break;
                case IElement { LocalName: "a" } link: Write(link, text); text.Append(Target(link)); break;
                case IElement { LocalName: "p" or "h1" or "h2" or "h3" or "ul" or "ol" or "dl" or "table" or "blockquote" or "hr" } block: Block(block, text, "\n\n"); break;
                case IElement { LocalName: "div" or "dt" } line: Block(line, text, "\n"); break;
                case IElement { LocalName: "tr" } row: Write(row, text); text.Append('\n'); break;
                case IElement { LocalName: "dd" } or IElement { LocalName: "td", PreviousElementSibling: not null }: text.Append(": "); Write(child, text); break;
                default: Write(child, text); break;
            }
        }
    }

    private static void Block(IElement element, StringBuilder text, string gap)
    {
        text.Append(gap);
        Write(element, text);
        text.Append(gap);
    }

    private static string Target(IElement link)
    {
        var href = link.GetAttribute("href") ?? "";
        var isWritten = href == "" || link.TextContent.Trim() == href || href.StartsWith("mailto:", StringComparison.Ordinal) || href.StartsWith("tel:", StringComparison.Ordinal);
        return isWritten ? "" : $":\n{href}\n";
    }

    [GeneratedRegex(@"\s+")] private static partial Regex Spaces();
    [GeneratedRegex(@" *\n *")] private static partial Regex Blanks();
    [GeneratedRegex(@"\n{3,}")] private static partial Regex Gaps();
}
