using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements.Explaining;

/// <summary>Why one bill came to more or less than another: the changes of its lines, and of the tax on top of them.</summary>
internal sealed record Reasons(IReadOnlyList<LineChange> Lines, Money Tax)
{
    public Money Days => Sum(line => line.Days);
    public Money Usage => Sum(line => line.IsSolar ? Money.Zero : line.Usage);
    public Money Solar => Sum(line => line.IsSolar ? line.Usage : Money.Zero);
    public Money Price => Sum(line => line.Price);
    public Money Other => Sum(line => line.Other);

    /// <returns>Null where the lines of one of them are not all known: then nobody can say why.</returns>
    public static Reasons? Of(BilledSide now, BilledSide then)
    {
        if (!now.IsItemised || !then.IsItemised) return null;
        return Between(now, then, now.Asked - now.Lines - (then.Asked - then.Lines));
    }

    /// <summary>Of the lines that are there, whether they are all of a bill or those of one meter.</summary>
    /// <param name="tax">What changed of the tax on top of them.</param>
    public static Reasons Between(BilledSide now, BilledSide then, Money tax) =>
        new([.. Paired(now.Charges, then.Charges).Select(pair => LineChange.Of(pair.Now, pair.Then, now.Days, then.Days))], tax);

    /// <summary>Lines of the same meter, kind, words and unit; those without a twin, by meter, kind and unit: retailers reword their lines.</summary>
    private static IEnumerable<(IReadOnlyList<Charge> Now, IReadOnlyList<Charge> Then)> Paired(IReadOnlyList<Charge> now, IReadOnlyList<Charge> then)
    {
        var (byText, left) = Pair(now, then, charge => (charge.MeterNumber, charge.Rollup, charge.Unit, charge.Description));
        var (byKind, alone) = Pair(left.Now, left.Then, charge => (charge.MeterNumber, charge.Rollup, charge.Unit, ""));
        var (single, _) = Pair(alone.Now, alone.Then, charge => (charge.MeterNumber, charge.Rollup, charge.Unit, charge.Description), orAlone: true);
        return [.. byText, .. byKind, .. single];
    }

    private static (List<(IReadOnlyList<Charge>, IReadOnlyList<Charge>)> Pairs, (List<Charge> Now, List<Charge> Then) Left) Pair<TKey>(
        IReadOnlyList<Charge> now, IReadOnlyList<Charge> then, Func<Charge, TKey> key, bool orAlone = false)
    {
        List<(IReadOnlyList<Charge>, IReadOnlyList<Charge>)> pairs = [];
        (List<Charge> Now, List<Charge> Then) left = ([], []);
        foreach (var kind in now.Concat(then).GroupBy(key))
        {
            List<Charge> mine = [.. now.Where(charge => Equals(key(charge), kind.Key))], theirs = [.. then.Where(charge => Equals(key(charge), kind.Key))];
            if (orAlone || (mine.Count > 0 && theirs.Count > 0)) pairs.Add((mine, theirs));
            else (left.Now, left.Then) = ([.. left.Now, .. mine], [.. left.Then, .. theirs]);
        }
        return (pairs, left);
    }

    private Money Sum(Func<LineChange, Money> part) => new(Lines.Sum(line => part(line).Minor));
}
