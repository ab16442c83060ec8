namespace OrchardCore.Portal.Pages;

/// <summary>All that Pages/Table.liquid can read. Every list of the portal is one of these.</summary>
internal sealed record TablePage(
    string Id, string Caption, IReadOnlyList<TablePage.Heading> Columns, IReadOnlyList<TablePage.Row> Rows, FiltersPage Filters, PagerPage Pager,
    string CsvHref, EmptyPage Empty, IReadOnlyList<TablePage.Sum> Sums)
{
    public bool HasRows => Rows.Count > 0;

    /// <param name="Sort">"", "ascending" or "descending", as aria-sort says it.</param>
    /// <param name="Lead">Shown big on a phone's card; the others sit behind "Details".</param>
    internal sealed record Heading(string Key, string Label, string Align, string Sort, string SortHref, bool Lead);
    internal sealed record Row(IReadOnlyList<Cell> Cells);
    internal sealed record Sum(string Label, string Text);
}

/// <summary>A cell of a table, ready to place. Label, alignment and lead are its column's.</summary>
internal sealed record Cell(string Kind, string Text)
{
    public string Label { get; init; } = "";
    public string Align { get; init; } = "start";
    public bool Lead { get; init; }

    /// <summary>A second, smaller line.</summary>
    public string Sub { get; init; } = "";
    public string Href { get; init; } = "";

    /// <summary>good, warn, bad or flat: of a chip.</summary>
    public string Tone { get; init; } = "";
    public string Datetime { get; init; } = "";

    /// <summary>Beside an amount: "credit".</summary>
    public string Word { get; init; } = "";
    public IReadOnlyList<CellAction> Actions { get; init; } = [];

    /// <summary>Its classes: a page has hundreds of cells, and putting them together in Liquid took a third of its time.</summary>
    public string Classes => $"is-{Kind}{(Lead ? " lead" : "")}{(Align == "end" ? " end" : "")}";

    public string MoneyClasses => Tone == "" ? "money" : $"money tone-{Tone}";

    // Asked of each cell: to compare texts in Liquid takes several times as long.
    public bool IsMoney => Kind == "money";
    public bool IsDate => Datetime != "";
    public bool IsLink => Kind == "link";
    public bool IsDownload => Kind == "download";
    public bool HasSub => Sub != "";
    public bool HasWord => Word != "";

    /// <summary>Whether it is more than a text, a date, an amount or a link: Pages/Cell places it.</summary>
    public bool IsRich => Kind is not ("text" or "date" or "money" or "link" or "download");

    public static Cell Plain(string text, string sub = "") => new("text", text) { Sub = sub };
    public static Cell Code(string text) => new("code", text);
    public static Cell Link(string text, string href, string sub = "") => new("link", text) { Href = href, Sub = sub };
    public static Cell Download(string text, string href) => new("download", text) { Href = href };
    public static Cell Chip(string text, string tone) => new("chip", text) { Tone = tone };
    public static Cell Of(params CellAction[] actions) => new("actions", "") { Actions = actions };
    public static Cell Date(DateOnly? date, Words.Wording words) => new("date", words.ShortDate(date)) { Datetime = Words.Wording.Iso(date) };
    public static Cell Money(Words.Money amount, Words.Wording words, string word = "") => new("money", words.Money(amount)) { Word = word };
}

internal sealed record CellAction(string Label, string Href, string Tone = "");

internal sealed record FiltersPage(IReadOnlyList<FilterField> Fields, IReadOnlyList<FilterField> Hidden, bool Active, string Count, string Action, string ClearHref);

/// <param name="Type">date, select or search; hidden values have only a name and a value.</param>
internal sealed record FilterField(string Name, string Label, string Type, string Value, IReadOnlyList<Choice> Options);
internal sealed record Choice(string Value, string Label, bool Selected = false, string Hint = "");

internal sealed record PagerPage(string Text, string PreviousHref, string NextHref, IReadOnlyList<PagerPage.Number> Pages)
{
    internal sealed record Number(string Label, string Href, bool Current, bool Gap);
}

/// <summary>Why there is nothing, and what comes next.</summary>
internal sealed record EmptyPage(string Title, string Text, string ActionLabel = "", string ActionHref = "");
