using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements.Explaining;

/// <summary>A statement with its lines: one side of a comparison.</summary>
internal sealed record BilledSide(Statement Statement, IReadOnlyList<Charge> Charges)
{
    /// <summary>Null where the retailer gave no period.</summary>
    public int? Days { get; } = Statement is { PeriodFrom: { } from, PeriodTo: { } to } ? to.DayNumber - from.DayNumber + 1 : null;

    /// <summary>What the statement asks for anew, with its tax: old debt is no part of a comparison.</summary>
    public Money Asked { get; } = Statement.CurrentBalance - Statement.CarriedForward;
    public Money Lines { get; } = new(Charges.Sum(charge => charge.Amount.Minor));

    /// <summary>Whether the lines make the whole of it, so that what they say is the whole reason.</summary>
    public bool IsItemised => Charges.Count > 0
        && ChargeCheck.Of(Lines, new Money(Charges.Sum(charge => charge.Tax?.Minor ?? 0)), Statement.CurrentCharges) != ChargeCheck.Different;

    /// <summary>Of the earlier ones, the one that billed the same time of the year before: at least half of these days (the rule of Oracle's bill comparison is "overlaps most").</summary>
    public static Statement? YearBefore(Statement now, IEnumerable<Statement> earlier)
    {
        if (now is not { PeriodFrom: { } from, PeriodTo: { } to }) return null;
        var (start, end) = (from.AddYears(-1), to.AddYears(-1));
        var days = to.DayNumber - from.DayNumber + 1;
        return earlier.Select(one => (One: one, Shared: Shared(one))).Where(one => one.Shared * 2 >= days).OrderByDescending(one => one.Shared).Select(one => one.One).FirstOrDefault();

        int Shared(Statement one) => one is { PeriodFrom: { } first, PeriodTo: { } last }
            ? Math.Min(end.DayNumber, last.DayNumber) - Math.Max(start.DayNumber, first.DayNumber) + 1 : 0;
    }
}
