using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>How a statement stands, by the ledger. The statement itself never changes, so this is worked out anew each time.</summary>
internal enum StatementStatus { Due, PartPaid, Overdue, Paid, Credit }

internal static class StatementStatuses
{
    /// <summary>As the filter offers them; <see cref="Value"/> is what the address says.</summary>
    public static IReadOnlyList<Choice> Choices(Wording words) => [.. Enum.GetValues<StatementStatus>().Select(status => new Choice(status.Value(), words.Word(status.Text())))];

    public static StatementStatus Of(Statement statement, Standing standing) => standing.Open.FirstOrDefault(one => one.Number == statement.Number) switch
    {
        { } open => Of(open, standing.Today),
        null when statement.IsCreditNote || statement.CurrentBalance.IsNegative => StatementStatus.Credit,
        null => StatementStatus.Paid,
    };

    /// <summary>The same, as a filter for the database: the open ones are few and named, the others can be told by their own figures.</summary>
    public static IQueryable<Statement> Keep(this IQueryable<Statement> rows, string value, Standing standing)
    {
        var open = standing.Open.Select(one => one.Number).ToList();
        if (value == StatementStatus.Paid.Value()) return rows.Where(s => !open.Contains(s.Number) && !s.IsCreditNote && s.CurrentBalance >= Money.Zero);
        if (value == StatementStatus.Credit.Value()) return rows.Where(s => !open.Contains(s.Number) && (s.IsCreditNote || s.CurrentBalance < Money.Zero));
        var such = standing.Open.Where(one => Of(one, standing.Today).Value() == value).Select(one => one.Number).ToList();
        return rows.Where(s => such.Contains(s.Number));
    }

    public static Cell Chip(this StatementStatus status, Money left, Wording words) =>
        Cell.Chip(words.Word(status.Text()), status.Tone()) with { Sub = status == StatementStatus.PartPaid ? $"{words.Money(left)} left" : "" };

    public static string Text(this StatementStatus status) => status == StatementStatus.PartPaid ? "Part paid" : status.ToString();

    public static string Tone(this StatementStatus status) => status switch
    {
        StatementStatus.Overdue => "bad",
        StatementStatus.Due or StatementStatus.PartPaid => "warn",
        _ => "good",
    };

    private static StatementStatus Of(OpenStatement open, DateOnly today) =>
        open.DueOn < today ? StatementStatus.Overdue : open.IsPartPaid ? StatementStatus.PartPaid : StatementStatus.Due;

    private static string Value(this StatementStatus status) => status == StatementStatus.PartPaid ? "part-paid" : status.ToString().ToLowerInvariant();
}
