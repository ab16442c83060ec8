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

    private readonly List<Spec> _columns = [];
    private readonly List<Filter> _filters = [];
    private Func<IQueryable<T>, IOrderedQueryable<T>, IOrderedQueryable<T>> _tie = (_, sorted) => sorted;
    private string _firstSort = "";
    private Func<IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<TablePage.Sum>>> _sums = (_, _) => Task.FromResult<IReadOnlyList<TablePage.Sum>>([]);

    public required string Path { get; init; }

    /// <summary>"statement" and "statements": what the pager counts.</summary>
    public required (string One, string Many) Counted { get; init; }
    public required EmptyPage NothingYet { get; init; }

    /// <param name="csv">The raw value for the export: ISO dates, plain numbers. Null leaves the column out of the file.</param>
    public Listing<T> Column<TKey>(string key, string label, Expression<Func<T, TKey>>? sort, Func<T, Cell> show, Func<T, string>? csv, string align = "start", bool lead = false, bool number = false)
    {
        _columns.Add(new Spec(key, words.Word(label), show, csv, align, lead, number, sort is null ? null : (rows, down) => down ? rows.OrderByDescending(sort) : rows.OrderBy(sort)));
        return this;
    }

    /// <summary>How the list is sorted at first, and what decides between equals: else a row could stand on two pages.</summary>
    public Listing<T> FirstBy<TKey>(string column, bool down, Expression<Func<T, TKey>> tie)
    {
        _firstSort = (down ? "-" : "") + column;
        _tie = (_, sorted) => sorted.ThenByDescending(tie);
        return this;
    }

    public Listing<T> Dates(Func<IQueryable<T>, DateOnly, IQueryable<T>> from, Func<IQueryable<T>, DateOnly, IQueryable<T>> to)
    {
        _filters.Add(new Filter("from", "From", "date", [], (rows, value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? from(rows, day) : rows));
        _filters.Add(new Filter("to", "To", "date", [], (rows, value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? to(rows, day) : rows));
        return this;
    }

    /// <param name="choices">Value and label; a first choice that keeps everything is added.</param>
    public Listing<T> Choose(string name, string label, string all, IEnumerable<Choice> choices, Func<IQueryable<T>, string, IQueryable<T>> keep)
    {
        _filters.Add(new Filter(name, label, "select", [new Choice("", all), .. choices], keep));
        return this;
    }

    /// <summary>Free text, found in any of these whatever its case.</summary>
    public Listing<T> Search(string label, params Expression<Func<T, string>>[] places)
    {
        _filters.Add(new Filter("q", label, "search", [], (rows, text) => rows.Where(Anywhere(places, text))));
        return this;
    }

    private static Expression<Func<T, bool>> Anywhere(IReadOnlyList<Expression<Func<T, string>>> places, string text)
    {
        var row = Expression.Parameter(typeof(T), "row");
        // The database lowers its side; ToLower() and Contains() are the forms that both engines translate.
        var tests = places.Select(place => (Expression)Expression.Call(
            Expression.Call(new Renamed(place.Parameters[0], row).Visit(place.Body), nameof(string.ToLower), null),
            nameof(string.Contains), null, Expression.Constant(text.ToLowerInvariant())));
        return Expression.Lambda<Func<T, bool>>(tests.Aggregate(Expression.OrElse), row);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    public Listing<T> Sums(Func<IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<TablePage.Sum>>> sums)
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
        var total = await matching.CountAsync(stop);
        var pages = Math.Max(1, (total + PageRows - 1) / PageRows);
        var page = Math.Clamp(asked.Page, 1, pages);
        var shown = await Sorted(matching, asked).Skip((page - 1) * PageRows).Take(PageRows).ToListAsync(stop);
        return new TablePage(id, words.Word(caption),
            [.. _columns.Select(column => Heading(column, asked))],
            [.. shown.Select(row => new TablePage.Row([.. _columns.Select(column => column.Show(row) with { Label = column.Label, Align = column.Align, Lead = column.Lead })]))],
            Filters(asked), Pager(asked, page, pages, total, shown.Count), total == 0 ? "" : Href(asked, format: "csv"),
            asked.Active == 0 ? NothingYet : new EmptyPage("Nothing matches", "No rows fit these filters.", "Clear filters", Links.To(Path)),
            await _sums(shown, stop));
    }

    /// <summary>All rows that match, as they come: nothing is held in memory.</summary>
    public CsvAnswer Csv(HttpRequest request, IQueryable<T> rows, string fileName)
    {
        var asked = Ask(request);
        var columns = _columns.Where(column => column.Csv is not null).ToList();
        return new CsvAnswer(fileName, [.. columns.Select(column => column.Label)],
            Sorted(Filtered(rows, asked), asked).AsAsyncEnumerable().Select(row => (IReadOnlyList<CsvValue>)[.. columns.Select(column => new CsvValue(column.Csv!(row), column.Number))]));
    }

    private Asked Ask(HttpRequest request)
    {
        var values = _filters.ToDictionary(filter => filter.Name, filter => (string?)request.Query[filter.Name] is { Length: <= 200 } value ? value.Trim() : "", StringComparer.Ordinal);
        var sort = (string?)request.Query["sort"] is { } name && _columns.Any(column => column.Sort is not null && column.Key == name.TrimStart('-')) ? name : _firstSort;
        return new Asked(values, sort, int.TryParse(request.Query["page"], out var page) ? page : 1);
    }

    private IQueryable<T> Filtered(IQueryable<T> rows, Asked asked) => _filters.Aggregate(rows, (kept, filter) =>
        asked.Values[filter.Name] is { Length: > 0 } value
            ? filter.Keep(kept, value) : kept);

    private IOrderedQueryable<T> Sorted(IQueryable<T> rows, Asked asked)
    {
        var column = _columns.Single(column => column.Key == asked.Sort.TrimStart('-'));
        return _tie(rows, column.Sort!(rows, asked.Sort.StartsWith('-')));
    }

    private TablePage.Heading Heading(Spec column, Asked asked)
    {
        var sorted = asked.Sort.TrimStart('-') == column.Key;
        var down = asked.Sort.StartsWith('-');
        return new TablePage.Heading(column.Key, column.Label, column.Align,
            !sorted ? "" : down ? "descending" : "ascending",
            column.Sort is null ? "" : Href(asked with { Sort = (sorted && !down ? "-" : "") + column.Key }), column.Lead);
    }

    private FiltersPage Filters(Asked asked) => new(
        [.. _filters.Select(filter => new FilterField(filter.Name, words.Word(filter.Label), filter.Type, asked.Values[filter.Name],
            [.. filter.Options.Select(option => option with { Selected = option.Value == asked.Values[filter.Name] })]))],
        asked.Sort == _firstSort ? [] : [new FilterField("sort", "", "hidden", asked.Sort, [])],
        asked.Active > 0, asked.Active.ToString(words.Culture), Links.To(Path), Links.To(Path));

    private PagerPage Pager(Asked asked, int page, int pages, int total, int shown)
    {
        var first = (page - 1) * PageRows + 1;
        var text = total == 0 ? words.Count(0, Counted.One, Counted.Many)
            : $"{first.ToString("N0", words.Culture)}–{(first + shown - 1).ToString("N0", words.Culture)} of {words.Count(total, Counted.One, Counted.Many)}";
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
        if (page > 1) query.Add(new("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (format != "") query.Add(new("format", format));
        return Links.To(Path) + QueryString.Create(query);
    }

    private sealed record Spec(string Key, string Label, Func<T, Cell> Show, Func<T, string>? Csv, string Align, bool Lead, bool Number, Func<IQueryable<T>, bool, IOrderedQueryable<T>>? Sort);
    private sealed record Filter(string Name, string Label, string Type, IReadOnlyList<Choice> Options, Func<IQueryable<T>, string, IQueryable<T>> Keep);

    private sealed record Asked(Dictionary<string, string> Values, string Sort, int Page)
    {
        public int Active => Values.Count(value => value.Value != "");
    }
}
