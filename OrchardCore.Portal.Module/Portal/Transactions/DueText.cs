using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>The sentences about what is due: the same on every screen.</summary>
internal static class DueText
{
    /// <summary>"Due Friday 4 December 2026, in 12 days"; empty where nothing is due.</summary>
    public static string WhenDue(this Standing standing, Wording words) => (standing.DueOn, standing.DaysUntilDue) switch
    {
        ({ } day, 0) => $"Due today, {words.LongDate(day)}",
        ({ } day, 1) => $"Due tomorrow, {words.LongDate(day)}",
        ({ } day, > 1 and var days) => $"Due {words.LongDate(day)}, in {days} days",
        ({ } day, -1) => $"Was due yesterday, {words.LongDate(day)}",
        ({ } day, < -1 and var days) => $"Was due {words.LongDate(day)}, {-days} days ago",
        _ => "",
    };

    public static string InWords(this Standing standing, Wording words) => standing switch
    {
        { Balance.IsZero: true } => "All paid: there is nothing to pay.",
        { Balance.IsNegative: true } => $"Your account is {words.Money(standing.Credit)} in credit: there is nothing to pay.",
        { IsOverdue: true } when standing.Overdue < standing.AmountDue => $"You owe {words.Money(standing.AmountDue)}; {words.Money(standing.Overdue)} of it is overdue.",
        { IsOverdue: true } => $"You owe {words.Money(standing.AmountDue)}, and it is overdue.",
        _ => $"You owe {words.Money(standing.AmountDue)}.",
    };
}
