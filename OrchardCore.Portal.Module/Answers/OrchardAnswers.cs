using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Tenancy;
using YesSql;

namespace Portal.Orchard.Answers;

/// <summary>
/// Help shows the site's published FAQs. Of one that is there in several languages, it shows that of the request, else the retailer's. What is
/// in an item was written by people: a field that is not there is an empty one.
/// </summary>
internal sealed class OrchardAnswers(ISession session, RetailerScope scope) : IAnswers
{
    private const string Elsewhere = "Other questions";

    private AnswerBook? _book;

    private sealed record Item(ContentItem Content, string Set, string Culture, string Category, string Markdown, decimal Order);

    public async ValueTask<AnswerBook> ReadAsync(CancellationToken stop)
    {
        if (_book is not null) return _book;
        var found = await session.Query<ContentItem, ContentItemIndex>(item => item.ContentType == FaqType.Name && item.Published).ListAsync(stop);
        var items = found.Select(Read).GroupBy(item => item.Set).Select(set => set.OrderBy(Distance).ThenBy(item => item.Content.ContentItemId, StringComparer.Ordinal).First())
            .OrderBy(item => item.Order).ThenBy(item => item.Content.DisplayText, StringComparer.CurrentCulture).ToList();
        var categories = items.Select(item => item.Category).Distinct().ToList();
        HashSet<string> taken = [];
        var newest = items.Count == 0 ? 0 : items.Max(item => Math.Max(item.Content.ModifiedUtc?.Ticks ?? 0, item.Content.PublishedUtc?.Ticks ?? 0));
        return _book = new AnswerBook(string.Create(CultureInfo.InvariantCulture, $"{items.Count}-{newest}-{CultureInfo.CurrentUICulture.Name}"),
        [
            .. items.OrderBy(item => categories.IndexOf(item.Category)).Select(item =>
                new Answer(item.Content.ContentItemId, Slug(item.Content, taken), item.Category, item.Content.DisplayText ?? "", item.Markdown, item.Content.PublishedUtc)),
        ]);
    }

    private static Item Read(ContentItem item)
    {
        var all = (JsonObject)item.Content;
        var part = all[FaqType.Name] as JsonObject;
        var order = part?["Order"]?["Value"] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : decimal.MaxValue;   // one without an order comes last
        return new Item(item, Text(all["LocalizationPart"], "LocalizationSet") is { Length: > 0 } set ? set : item.ContentItemId, Text(all["LocalizationPart"], "Culture"),
            Text(part?["Category"], "Text") is { Length: > 0 } category ? category : Elsewhere, Text(part?["Answer"], "Markdown"), order);
    }

    private static string Text(JsonNode? from, string name) => (from as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text.Trim() : "";

    private int Distance(Item item)
    {
        var asked = CultureInfo.CurrentUICulture;
        return Is(item.Culture, asked.Name) ? 0 : Is(item.Culture, asked.TwoLetterISOLanguageName) || Is(item.Culture, asked.Parent.Name) ? 1 : Is(item.Culture, scope.Current.Culture) ? 2 : 3;
    }

    private static bool Is(string culture, string wanted) => culture.Equals(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>"moving-out" from "Moving out?"; of two questions with the same words, one gets a piece of its id.</summary>
    private static string Slug(ContentItem item, HashSet<string> taken)
    {
        var slug = new StringBuilder();
        foreach (var sign in (item.DisplayText ?? "").Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(sign)) slug.Append(sign);
            else if (sign is not '\'' and not '’' && CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var text = slug.ToString().Trim('-');
        if (text == "" || !taken.Add(text)) taken.Add(text = $"{text}-{item.ContentItemId[^6..]}".Trim('-'));
        return text;
    }
}
