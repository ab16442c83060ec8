using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What a bill asked for a service, or for the whole account. The parts of the whole account make what the bill asked for anew, to the cent.</summary>
/// <param name="Lines">Those of the subject.</param>
/// <param name="IsTaxOnTop">Tax is added to the lines; else it is inside them.</param>
/// <param name="IsTaxKnown">False where tax is added, and nobody says how much of it is this service's.</param>
internal sealed record BilledCost(Statement Statement, IReadOnlyList<Charge> Lines, Money Tax, bool IsTaxOnTop, bool IsTaxKnown)
{
    public required IReadOnlyDictionary<CostKind, Money> Parts { get; init; }
    public Money Total => new(Parts.Values.Sum(part => part.Minor));
    public bool IsEstimated => Lines.Any(line => line.IsEstimated);

    /// <summary>What is not listed singly, so that nobody can say what it is for.</summary>
    public Money Unlisted { get; init; }

    public static BilledCost Of(Statement statement, IReadOnlyList<Charge> all, CostSubject subject, bool isTaxOnTop)
    {
        List<Charge> own = [.. all.Where(subject.Has)];
        var isKnown = subject.Service is null || !isTaxOnTop || own.TrueForAll(line => line.Tax is not null);
        var tax = subject.Service is null ? statement.Tax : Sum(own, line => line.Tax ?? Money.Zero);
        var parts = own.GroupBy(CostKinds.Of).ToDictionary(kind => kind.Key, kind => Sum(kind, line => line.Amount));
        if (isTaxOnTop && isKnown && !tax.IsZero) parts[CostKind.Tax] = tax;
        var unlisted = subject.Service is null ? statement.CurrentBalance - statement.CarriedForward - new Money(parts.Values.Sum(part => part.Minor)) : Money.Zero;
        var kind = unlisted.IsNegative ? CostKind.Credit : CostKind.Other;
        if (!unlisted.IsZero) parts[kind] = parts.GetValueOrDefault(kind) + unlisted;
        return new(statement, own, tax, isTaxOnTop, isKnown) { Parts = parts, Unlisted = unlisted };
    }

    private static Money Sum(IEnumerable<Charge> lines, Func<Charge, Money> of) => new(lines.Sum(line => of(line).Minor));
}
