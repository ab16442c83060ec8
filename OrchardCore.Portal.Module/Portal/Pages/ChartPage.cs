namespace OrchardCore.Portal.Pages;

/// <summary>All that Pages/Chart.liquid can read: a table, from which the script draws.</summary>
/// <param name="Kind">bars or line.</param>
/// <param name="Summary">What the chart says, in words.</param>
internal sealed record ChartPage(string Kind, string Id, string Title, string Summary, string XLabel, string YLabel, IReadOnlyList<ChartPage.Row> Rows)
{
    /// <summary>Before and after a value on the axis: "$", " kWh".</summary>
    public string ValuePrefix { get; init; } = "";
    public string ValueSuffix { get; init; } = "";

    /// <summary>Whether the table begins unfolded.</summary>
    public bool ShowAsTable { get; init; }

    /// <param name="Short">The label on the axis.</param>
    /// <param name="Value">A plain number; empty for a gap.</param>
    /// <param name="Note">"estimated"; empty where there is nothing to say.</param>
    internal sealed record Row(string Label, string Short, string Value, string Text, string Note = "", bool Highlight = false);
}
