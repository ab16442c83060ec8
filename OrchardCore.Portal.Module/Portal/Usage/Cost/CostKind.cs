using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What money is for, in the order in which it is stacked; the last two are taken off.</summary>
internal enum CostKind { Usage, Supply, Other, Tax, Solar, Credit }

internal static class CostKinds
{
    extension(CostKind kind)
    {
        public bool IsTakenOff => kind is CostKind.Solar or CostKind.Credit;

        /// <summary>The tone of its bars: solar has the one that it has under Usage.</summary>
        public string Tone => kind switch { CostKind.Usage => "one", CostKind.Supply => "two", CostKind.Other => "three", CostKind.Tax => "four", CostKind.Solar => "sent", _ => "control" };
    }

    public static CostKind Of(Charge charge) => charge switch
    {
        { IsFeedIn: true } => CostKind.Solar,
        { Amount.IsNegative: true } => CostKind.Credit,
        { IsForTime: true } => CostKind.Supply,
        { IsMeasured: true } => CostKind.Usage,
        _ => CostKind.Other,
    };

    public static string Label(this CostKind kind, Wording words) => kind switch
    {
        CostKind.Usage => words.Word("Usage"),
        CostKind.Supply => words.Word("Supply and fixed fees"),
        CostKind.Other => words.Word("Other charges"),
        CostKind.Tax => $"{BillFigures.TaxWord(words)} {words.Word("on top")}",
        CostKind.Solar => words.Word("Solar sent to the grid"),
        _ => words.Word("Credits and discounts"),
    };
}
