namespace OrchardCore.Portal.Help;

/// <summary>
/// Retailers name their categories and write their questions freely: from the words in them, what picture fits a category, and what kind
/// of message a question leads to ("Still need help?" opens the contact screen with that type chosen).
/// </summary>
internal static class HelpTopic
{
    private static readonly (string Part, string Icon)[] Icons =
    [
        ("complain", "megaphone"), ("right", "life-buoy"), ("pay", "credit-card"), ("bill", "receipt"), ("statement", "receipt"), ("mov", "door-open"),
        ("fault", "triangle-alert"), ("outage", "triangle-alert"), ("safety", "triangle-alert"), ("meter", "gauge"), ("usage", "gauge"), ("solar", "sun"), ("account", "user"),
    ];

    // Keys of the contact screen's catalogue (ContactUs/MessageTypes.cs), the telling word before the general one.
    private static readonly (string Part, string Type)[] MessageTypes =
    [
        ("complain", "complaint"), ("life support", "life-support"), ("trouble paying", "hardship"), ("cannot pay", "hardship"), ("concession", "concession"), ("rebate", "concession"),
        ("privacy", "privacy"), ("keep about me", "privacy"), ("direct debit", "direct-debit"), ("money back", "refund"), ("credit", "refund"), ("have paid", "payment-advice"),
        ("estimate", "estimated-bill"), ("leak", "leak"), ("gas", "outage"), ("power", "outage"), ("burst", "outage"), ("internet", "outage"), ("water", "outage"),
        ("moving out", "move-out"), ("leav", "move-out"), ("mov", "move-in"), ("meter", "meter-problem"), ("bill", "billing"), ("statement", "billing"), ("fault", "outage"),
    ];

    public static string IconOf(string category) => First(Icons, category) ?? "circle-question-mark";

    public static string MessageTypeOf(Answer answer) => First(MessageTypes, answer.Question) ?? First(MessageTypes, answer.Category) ?? "general";

    private static string? First((string Part, string Result)[] table, string text) =>
        table.FirstOrDefault(row => text.Contains(row.Part, StringComparison.OrdinalIgnoreCase)).Result;
}
