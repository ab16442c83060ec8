using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Dashboard;

/// <summary>What a statement asked for anew, and for which days. Credit notes are none: they take back, they do not bill.</summary>
internal sealed record BilledPeriod(string Number, DateOnly IssuedOn, DateOnly? From, DateOnly? To, Money Asked, bool IsFinal)
{
    // Thirteen months, so that the newest stands beside the one of a year ago; and one to spare.
    private const int Most = 14;

    /// <summary>Null where the statement does not say its period.</summary>
    public int? Days => To?.DayNumber - From?.DayNumber + 1;

    /// <returns>The newest first.</returns>
    public static async Task<IReadOnlyList<BilledPeriod>> NewestAsync(IQueryable<Statement> statements, CancellationToken stop)
    {
        var rows = await statements.Where(one => !one.IsCreditNote).OrderByDescending(one => one.IssuedOn).ThenByDescending(one => one.Id).Take(Most)
            .Select(one => new { one.Number, one.IssuedOn, one.PeriodFrom, one.PeriodTo, one.CurrentBalance, one.CarriedForward, one.IsFinal }).ToListAsync(stop);
        return [.. rows.Select(one => new BilledPeriod(one.Number, one.IssuedOn, one.PeriodFrom, one.PeriodTo, one.CurrentBalance - one.CarriedForward, one.IsFinal))];
    }

    /// <summary>Whether the other one billed the same time of the year before, and about as many days of it.</summary>
    public bool IsYearAfter(BilledPeriod other) =>
        Math.Abs((To ?? IssuedOn).AddYears(-1).DayNumber - (other.To ?? other.IssuedOn).DayNumber) <= 15
        && (Days is not { } days || other.Days is not { } then || Math.Abs(days - then) <= 0.2 * then);
}
