using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>Qualities as ESPI numbers them (NAESB REQ.21, QualityOfReading). Every flag of the market has a number of its own, so that none is lost on the way out and back.</summary>
internal static class EspiQuality
{
    public static int NumberOf(Quality quality) => quality.Flag switch
    {
        QualityFlag.Estimated => 12,     // projected
        QualityFlag.Substituted => 11,   // derived
        QualityFlag.Final => 8,          // estimated using a reference day
        _ => 0,                          // valid
    };

    public static Quality Of(int number) => number switch
    {
        8 => new Quality(QualityFlag.Final),
        11 => new Quality(QualityFlag.Substituted),
        7 or 9 or 10 or 12 or 13 => new Quality(QualityFlag.Estimated),   // edited, interpolated, questionable, projected, mixed
        _ => Quality.Actual,
    };
}
