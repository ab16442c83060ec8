using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Complaints;

/// <summary>The complaints of twelve months, counted by the month in which they came and by category; this month is the last.</summary>
internal sealed class ComplaintReport(DateOnly first, IReadOnlyList<ComplaintReport.Line> lines)
{
    private const int Months = 12;

    /// <param name="Month">Its first day.</param>
    internal readonly record struct Line(DateOnly Month, string Category, PromiseState Promise, bool AtOmbudsman);

    public IReadOnlyList<Line> Lines => lines;

    public static async Task<ComplaintReport> OfAsync(IQueryable<ContactLog> complaints, RetailerCalendar calendar, CancellationToken stop)
    {
        var first = MonthOf(calendar.Today).AddMonths(1 - Months);
        var since = calendar.StartOf(first);
        var rows = await complaints.Where(log => log.CreatedAt >= since).Select(log => new { log.CreatedAt, log.Category, Promise = new FirstPromise(log.FirstPromisedOn, log.SettledOn, log.PausedOn, log.FirstPromisedAt, log.SettledAt, log.PausedAt), log.Level }).ToListAsync(stop);
        return new ComplaintReport(first, [.. rows.Select(row =>
            new Line(MonthOf(calendar.DayOf(row.CreatedAt)), row.Category, row.Promise.State(calendar), row.Level == ComplaintLevel.Ombudsman))]);
    }

    public ChartPage Chart(Wording words)
    {
        var (kept, decided) = Kept(lines);
        return new ChartPage("bars", "promises-kept", "Promises kept, by month",
            decided == 0 ? "No promise of a complaint has come due in these twelve months." : $"{words.Number(kept)} of {words.Count(decided, "promise", "promises")} that came due in twelve months were kept: {Percent(kept, decided)} %.",
            "Month", "Promises kept", [.. Enumerable.Range(0, Months).Select(back => Row(first.AddMonths(back), words))])
        { ValueSuffix = " %" };
    }

    public IReadOnlyList<CategoryPage> Categories(Wording words) =>
        [.. lines.GroupBy(line => line.Category).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => Category(group.Key, [.. group], words))];

    public CsvAnswer Csv(string fileName) => new(fileName, ["Month", "Category", "Complaints", "Promises kept", "Promises broken", "Running", "With the ombudsman"],
        lines.GroupBy(line => (line.Month, line.Category)).OrderBy(group => group.Key.Month).ThenBy(group => group.Key.Category, StringComparer.Ordinal).Select(group => (IReadOnlyList<CsvValue>)
        [
            new(group.Key.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), false), new(group.Key.Category, false), Number(group.Count()),
            .. new[] { PromiseState.Kept, PromiseState.Broken, PromiseState.Running }.Select(state => Number(group.Count(line => line.Promise == state))), Number(group.Count(line => line.AtOmbudsman)),
        ]).ToAsyncEnumerable());

    private static CategoryPage Category(string name, IReadOnlyCollection<Line> some, Wording words)
    {
        var (kept, decided) = Kept(some);
        return new CategoryPage(name == "" ? "Not yet said" : name, words.Number(some.Count), decided == 0 ? "–" : $"{words.Number(kept)} of {words.Number(decided)}", words.Number(some.Count(line => line.AtOmbudsman)));
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private ChartPage.Row Row(DateOnly month, Wording words)
    {
        var mine = lines.Where(line => line.Month == month).ToList();
        var (kept, decided) = Kept(mine);
        var text = decided == 0 ? mine.Count == 0 ? "No complaints" : $"{words.Count(mine.Count, "complaint", "complaints")}, none due yet" : $"{Percent(kept, decided)} %, {words.Number(kept)} of {words.Number(decided)}";
        return new ChartPage.Row(month.ToString("MMMM yyyy", words.Culture), month.ToString("MMM", words.Culture), decided == 0 ? "" : Percent(kept, decided), text);
    }

    private static (int Kept, int Decided) Kept(IReadOnlyCollection<Line> some) => (some.Count(line => line.Promise == PromiseState.Kept), some.Count(line => line.Promise != PromiseState.Running));

    private static string Percent(int part, int whole) => Math.Round(100m * part / whole, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);

    private static CsvValue Number(int count) => new(count.ToString(CultureInfo.InvariantCulture), true);

    /// <param name="Kept">"4 of 5" of those that came due.</param>
    internal sealed record CategoryPage(string Name, string Count, string Kept, string Ombudsman);
}
