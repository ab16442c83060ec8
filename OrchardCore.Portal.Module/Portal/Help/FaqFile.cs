using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Help;

/// <summary>Reads a retailer's faqs.json, the answers that it begins with: <c>[{ "category", "question", "answer" (Markdown), "order", "slug" }]</c>.</summary>
internal static partial class FaqFile
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="FormatException">The file is not a list of answers: the message lists every fault.</exception>
    public static async Task<IReadOnlyList<Faq>> ReadAsync(string path, CancellationToken stop)
    {
        List<Entry> entries;
        try
        {
            await using var file = File.OpenRead(path);
            entries = await JsonSerializer.DeserializeAsync<List<Entry>>(file, Shape, stop) ?? [];
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{path}: not a list of answers: {fault.Message}", fault);
        }
        var faults = entries.SelectMany(Faults).Concat(entries.GroupBy(entry => entry.Slug).Where(same => same.Count() > 1).Select(same => $"slug \"{same.Key}\" is there {same.Count()} times")).ToList();
        return faults.Count > 0 ? throw new FormatException($"{path}: {string.Join("; ", faults)}.")
            : [.. entries.Select(entry => new Faq { Slug = entry.Slug, Category = entry.Category, Question = entry.Question, Answer = entry.Answer, Order = entry.Order })];
    }

    private static IEnumerable<string> Faults(Entry entry, int at)
    {
        if (!Slug().IsMatch(entry.Slug)) yield return $"answer {at + 1}: slug: expected lower-case letters, digits and hyphens, as in \"moving-out\"";
        if (entry.Category == "" || entry.Question == "" || entry.Answer == "") yield return $"answer {at + 1}: expected category, question and answer";
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")] private static partial Regex Slug();

    private sealed record Entry(string Category = "", string Question = "", string Answer = "", int Order = 0, string Slug = "");
}
