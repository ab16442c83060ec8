using System.Globalization;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// A list as customers expect it everywhere: newest first, sortable by its headings, filtered, paged with the total, as a CSV file of all
/// that matches; and its state in the address, so that Back works and a link can be kept. Slices say what the columns and filters are.
/// </summary>
internal sealed class Listing<T>(string id, string caption, Wording words) where T : class
{
    private const int PageRows = 25;
    private const int LongestValue = 200;
    private const string IsoDate = "yyyy-MM-dd";

    private readonly List<Spec> _columns = [];
    private readonly List<Filter> _filters = [];
    private Func<IOrderedQueryable<T>, IOrderedQueryable<T>> _tie = sorted => sorted;
    private readonly List<Func<IOrderedQueryable<T>, IOrderedQueryable<T>>> _within = [];
    private readonly List<(string Column, Func<IOrderedQueryable<T>, bool, IOrderedQueryable<T>> Sort)> _finer = [];
    private string _firstSort = "";
    private Func<IReadOnlyList<T>, IQueryable<T>, int, CancellationToken, Task<IReadOnlyList<TablePage.Sum>>> _sums = (_, _, _, _) => Task.FromResult<IReadOnlyList<TablePage.Sum>>([]);

    public required string Path { get; init; }

    /// <summary>"statement" and "statements": what the pager counts.</summary>
    public required (string One, string Many) Counted { get; init; }
    public required EmptyPage NothingYet { get; init; }

    /// <summary>How many are counted and paged through at most, where a count of all would cost too much; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>What the cells need besides their rows, read for a page at once, before they are written.</summary>
    public Func<IReadOnlyList<T>, CancellationToken, Task> Ahead { get; init; } = (_, _) => Task.CompletedTask;

    /// <param name="show">What the page has of it. Null: the column is in the file only.</param>
    /// <param name="csv">The raw value for the export: ISO dates, plain numbers. Null leaves the column out of the file.</param>
    public Listing<T> Column<TKey>(string key, string label, Expression<Func<T, TKey>>? sort, Func<T, Cell>? show, Func<T, string>? csv, string align = "start", bool lead = false, bool number = false)
    {
        _columns.Add(new Spec(key, words.Word(label), show, csv, align, lead, number, sort is null ? null : (rows, down) => down ? rows.OrderByDescending(sort) : rows.OrderBy(sort)));
        return this;
    }

    /// <summary>How the list is sorted at first, and what decides between equals: else a row could stand on two pages.</summary>
    public Listing<T> FirstBy<TKey>(string column, bool down, Expression<Func<T, TKey>> tie)
    {
        _firstSort = (down ? "-" : "") + column;
        _tie = sorted => sorted.ThenByDescending(tie);
        return this;
    }

    /// <summary>The order of rows that are equal in the sorted column, before the tie decides.</summary>
    public Listing<T> Within<TKey>(Expression<Func<T, TKey>> then)
    {
        _within.Add(sorted => sorted.ThenBy(then));
        return this;
    }

    /// <summary>What a sorted column goes on with where rows are equal in it, in its direction: the hour of a day.</summary>
    public Listing<T> Finer<TKey>(string column, Expression<Func<T, TKey>> then)
    {
        _finer.Add((column, (sorted, down) => down ? sorted.ThenByDescending(then) : sorted.ThenBy(then)));
        return this;
    }

    /// <summary>From a day to a day, both included. What is not a date is taken as not given.</summary>
    public Listing<T> Dates(Func<IQueryable<T>, DateOnly, IQueryable<T>> from, Func<IQueryable<T>, DateOnly, IQueryable<T>> to)
    {
        _filters.Add(new Filter("from", "From", "date", [], (rows, value) => from(rows, DateOnly.ParseExact(value, IsoDate, CultureInfo.InvariantCulture))));
        _filters.Add(new Filter("to", "To", "date", [], (rows, value) => to(rows, DateOnly.ParseExact(value, IsoDate, CultureInfo.InvariantCulture))));
        return this;
    }

    /// <summary>One of several. A value that is not offered (somebody else's meter) finds nothing.</summary>
    /// <param name="choices">Value and label; a first choice that keeps everything is added.</param>
    public Listing<T> Choose(string name, string label, string all, IEnumerable<Choice> choices, Func<IQueryable<T>, string, IQueryable<T>> keep)
    {
        List<Choice> offered = [new Choice("", all), .. choices];
        _filters.Add(new Filter(name, label, "select", offered, (rows, value) => offered.Exists(one => one.Value == value) ? keep(rows, value) : rows.Where(_ => false)));
        return this;
    }

    /// <summary>A value to type, such as a number to find: what it keeps is the slice's to say.</summary>
    public Listing<T> Find(string name, string label, Func<IQueryable<T>, string, IQueryable<T>> keep)
    {
        _filters.Add(new Filter(name, label, "search", [], keep));
        return this;
    }

    /// <summary>Free text, found in any of these whatever its case.</summary>
    public Listing<T> Search(string label, params Expression<Func<T, string>>[] places)
    {
        _filters.Add(new Filter("q", label, "search", [], (rows, text) => rows.Where(Anywhere.In(places, text))));
        return this;
    }

    /// <summary>A choice that is made outside the list, as by tabs above it: every address of the list keeps it, and clearing the filters does too.</summary>
    public Listing<T> Carry(string name)
    {
        _filters.Add(new Filter(name, "", "hidden", [], (rows, _) => rows));
        return this;
    }

    /// <param name="sums">What stands under the table, from the rows of this page, all that match, and how many these are.</param>
    public Listing<T> Sums(Func<IReadOnlyList<T>, IQueryable<T>, int, CancellationToken, Task<IReadOnlyList<TablePage.Sum>>> sums)
    {
        _sums = sums;
        return this;
    }

    /// <summary>Whether the address asks for the export and not for the page.</summary>
    public static bool WantsCsv(HttpRequest request) => request.Query["format"] == "csv";

    public async Task<TablePage> PageAsync(HttpRequest request, IQueryable<T> rows, CancellationToken stop)
    {
        var asked = Ask(request);
        var matching = Filtered(rows, asked);
        var countable = Most is { } most ? matching.Take(most + 1) : matching;
        var (page, counted, shown) = asked.Page <= 1 ? await FirstAsync(Sorted(matching, asked), countable, stop) : await LaterAsync(asked.Page, Sorted(matching, asked), countable, stop);
        var total = Math.Min(counted, Most ?? counted);
        var pages = PagesOf(total);
        await Ahead(shown, stop);
        var columns = _columns.FindAll(column => column.Show is not null);
        return new TablePage(id, words.Word(caption),
            [.. columns.Select(column => Heading(column, asked))],
            [.. shown.Select(row => new TablePage.Row([.. columns.Select(column => column.Show!(row) with { Label = column.Label, Align = column.Align, Lead = column.Lead })]))],
            Filters(asked), Pager(asked, page, pages, total, shown.Count, isMore: counted > total), total == 0 ? "" : Href(asked, format: "csv"),
            asked.Active == 0 ? NothingYet : NothingMatches(asked),
            total == 0 ? [] : await _sums(shown, matching, total, stop));
    }

    /// <summary>The page that almost everybody sees, and how many there are in all, in one question.</summary>
    private static async Task<(int Page, int Counted, IReadOnlyList<T> Shown)> FirstAsync(IQueryable<T> sorted, IQueryable<T> countable, CancellationToken stop)
    {
        var found = await sorted.Take(PageRows).Select(row => new { Row = row, Counted = countable.Count() }).ToListAsync(stop);
        return (1, found is [var first, ..] ? first.Counted : 0, found.ConvertAll(one => one.Row));
    }

    /// <summary>A page further on, or the last where there are not so many.</summary>
    private async Task<(int Page, int Counted, IReadOnlyList<T> Shown)> LaterAsync(int wanted, IQueryable<T> sorted, IQueryable<T> countable, CancellationToken stop)
    {
        var counted = await countable.CountAsync(stop);
        var page = Math.Min(wanted, PagesOf(Math.Min(counted, Most ?? counted)));
        return (page, counted, await sorted.Skip((page - 1) * PageRows).Take(PageRows).ToListAsync(stop));
    }

    private static int PagesOf(int total) => Math.Max(1, (total + PageRows - 1) / PageRows);

    private EmptyPage NothingMatches(Asked asked) => new("Nothing matches",
        asked.Values.GetValueOrDefault("from", "") is { Length: > 0 } from && asked.Values["to"] is { Length: > 0 } to && string.CompareOrdinal(from, to) > 0
            ? "The first date is after the last: turn them round, or clear the filters."
            : $"None of the {words.Word(Counted.Many)} fit these filters.", "Clear filters", ClearHref(asked));

    /// <summary>All rows that match, as they come: nothing is held in memory.</summary>
    public CsvAnswer Csv(HttpRequest request, IQueryable<T> rows, string fileName)
    {
        var asked = Ask(request);
        var columns = _columns.FindAll(column => column.Csv is not null);
        return new CsvAnswer(fileName, [.. columns.Select(column => column.Label)],
            Sorted(Filtered(rows, asked), asked).AsAsyncEnumerable().Select(row => (IReadOnlyList<CsvValue>)[.. columns.Select(column => new CsvValue(column.Csv!(row), column.Number))]));
    }

    private Asked Ask(HttpRequest request)
    {
        var values = _filters.ToDictionary(filter => filter.Name, filter => Clean(filter, request.Query[filter.Name].ToString()), StringComparer.Ordinal);
        var sort = request.Query["sort"].ToString();
        return new Asked(values, _columns.Exists(column => column.Sort is not null && (sort == column.Key || sort == "-" + column.Key)) ? sort : _firstSort,
            int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1,
            _filters.Count(filter => filter.Type != "hidden" && values[filter.Name] != ""));
    }

    // Control characters mean nothing here, and PostgreSQL takes no NUL in a text.
    private static string Clean(Filter filter, string value) => value.Length > LongestValue ? "" : new string([.. value.Where(letter => !char.IsControl(letter))]).Trim() switch
    {
        var day when filter.Type == "date" => DateOnly.TryParseExact(day, IsoDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? day : "",
        var text => text,
    };

    private IQueryable<T> Filtered(IQueryable<T> rows, Asked asked) => _filters.Aggregate(rows, (kept, filter) =>
        asked.Values[filter.Name] is { Length: > 0 } value ? filter.Keep(kept, value) : kept);

    private IOrderedQueryable<T> Sorted(IQueryable<T> rows, Asked asked)
    {
        var column = _columns.Single(column => column.Key == asked.SortedBy);
        var finer = _finer.Where(one => one.Column == column.Key).Aggregate(column.Sort!(rows, asked.Down), (sorted, then) => then.Sort(sorted, asked.Down));
        return _tie(_within.Aggregate(finer, (sorted, then) => then(sorted)));
    }

    private TablePage.Heading Heading(Spec column, Asked asked)
    {
        var sorted = asked.SortedBy == column.Key;
        return new TablePage.Heading(column.Key, column.Label, column.Align,
            !sorted ? "" : asked.Down ? "descending" : "ascending",
            column.Sort is null ? "" : Href(asked with { Sort = (sorted && !asked.Down ? "-" : "") + column.Key }), column.Lead);
    }

    private FiltersPage Filters(Asked asked) => new(
        [.. _filters.Where(filter => filter.Type != "hidden").Select(filter => new FilterField(filter.Name, words.Word(filter.Label), filter.Type, asked.Values[filter.Name],
            [.. filter.Options.Select(option => option with { Selected = option.Value == asked.Values[filter.Name] })]))],
        [
            .. Carried(asked).Select(carried => new FilterField(carried.Key, "", "hidden", carried.Value!, [])),
            .. asked.Sort == _firstSort ? Array.Empty<FilterField>() : [new FilterField("sort", "", "hidden", asked.Sort, [])],
        ],
        asked.Active > 0, asked.Active.ToString(words.Culture), Links.To(Path), ClearHref(asked));

    private string ClearHref(Asked asked) => Links.To(Path) + QueryString.Create(Carried(asked));

    private IEnumerable<KeyValuePair<string, string?>> Carried(Asked asked) =>
        _filters.Where(filter => filter.Type == "hidden" && asked.Values[filter.Name] != "").Select(filter => KeyValuePair.Create(filter.Name, (string?)asked.Values[filter.Name]));

    private PagerPage Pager(Asked asked, int page, int pages, int total, int shown, bool isMore)
    {
        var first = (page - 1) * PageRows + 1;
        var text = total == 0 ? words.Count(0, Counted.One, Counted.Many)
            : $"{first.ToString("N0", words.Culture)}–{(first + shown - 1).ToString("N0", words.Culture)} of {(isMore ? "more than " : "")}{words.Count(total, Counted.One, Counted.Many)}";
        List<PagerPage.Number> numbers = [];
        for (var number = 1; pages > 1 && number <= pages; number++)
        {
            if (number == 1 || number == pages || Math.Abs(number - page) <= 2)
                numbers.Add(new PagerPage.Number(number.ToString(words.Culture), Href(asked, page: number), number == page, false));
            else if (!numbers[^1].Gap)
                numbers.Add(new PagerPage.Number("…", "", false, true));
        }
        return new PagerPage(text, page > 1 ? Href(asked, page: page - 1) : "", page < pages ? Href(asked, page: page + 1) : "", numbers);
    }

    private string Href(Asked asked, int page = 1, string format = "")
    {
        var query = asked.Values.Where(value => value.Value != "").Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)).ToList();
        if (asked.Sort != _firstSort) query.Add(new("sort", asked.Sort));
        if (page > 1) query.Add(new("page", page.ToString(CultureInfo.InvariantCulture)));
        if (format != "") query.Add(new("format", format));
        return Links.To(Path) + QueryString.Create(query);
    }

    private sealed record Spec(string Key, string Label, Func<T, Cell>? Show, Func<T, string>? Csv, string Align, bool Lead, bool Number, Func<IQueryable<T>, bool, IOrderedQueryable<T>>? Sort);
    private sealed record Filter(string Name, string Label, string Type, IReadOnlyList<Choice> Options, Func<IQueryable<T>, string, IQueryable<T>> Keep);

    private sealed record Asked(Dictionary<string, string> Values, string Sort, int Page, int Active)
    {
        public string SortedBy => Sort.TrimStart('-');
        public bool Down => Sort.StartsWith('-');
    }
}
