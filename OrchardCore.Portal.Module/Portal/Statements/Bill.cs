namespace OrchardCore.Portal.Statements;

/// <summary>A statement as a document, in text that is ready to place: the page (StatementDetail.liquid) and the PDF (BillPdf.cs) are made from it.</summary>
internal sealed record Bill
{
    /// <summary>"Tax invoice" or "Credit note".</summary>
    public required string Kind { get; init; }
    public required string Number { get; init; }
    public required string Issued { get; init; }
    public required string Account { get; init; }

    /// <summary>"15 Oct 2026 to 12 Nov 2026 (29 days)"; empty where the retailer gave none.</summary>
    public required string Period { get; init; }

    /// <summary>Says that it is the last one; empty otherwise.</summary>
    public required string FinalText { get; init; }
    public required Party From { get; init; }
    public required Party To { get; init; }
    public required IReadOnlyList<Fact> Meters { get; init; }

    /// <summary>"Amount due", or "In credit".</summary>
    public required string AmountLabel { get; init; }
    public required string Amount { get; init; }
    public required string DueBy { get; init; }

    /// <summary>How the balance came about, in the order of the arithmetic.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>How it compares with the one before; what is odd about the figures. May be empty.</summary>
    public required IReadOnlyList<string> Explained { get; init; }
    public required IReadOnlyList<MeterPart> Parts { get; init; }
    public required string TotalLabel { get; init; }
    public required string Total { get; init; }

    /// <summary>"These charges add up to …"</summary>
    public required string Check { get; init; }
    public required string TaxText { get; init; }
    public required IReadOnlyList<Way> Ways { get; init; }
    public required string Help { get; init; }

    internal sealed record Party(string Name, IReadOnlyList<string> Lines);
    internal sealed record Fact(string Label, string Text);

    /// <param name="Total">A line of sums, as the two balances are.</param>
    internal sealed record Step(string Label, string Text, bool Total);

    /// <summary>All that was charged for one meter; or for the account as such.</summary>
    internal sealed record MeterPart(string Title, string Sub, string Subtotal, IReadOnlyList<Rollup> Rollups);
    internal sealed record Rollup(string Title, string Subtotal, IReadOnlyList<Line> Lines);

    /// <param name="Note">Dates, and "estimated".</param>
    /// <param name="Href">Its days in Usage; empty where it counts nothing that is metered.</param>
    internal sealed record Line(string Text, string Note, string Units, string Rate, string Amount, string Href);
    internal sealed record Way(string Title, string Text);
}
