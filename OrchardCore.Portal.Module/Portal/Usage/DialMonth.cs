using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>A month of one register's readings, each with what was counted since the one before it.</summary>
internal sealed class DialMonth(string register, string unit, IReadOnlyList<DialMonth.Point> points, RetailerCalendar calendar, Wording words)
{
    // More points than this are no longer a graph that a finger can follow, nor a table to read: then the last reading of each day stands for it.
    private const int MostPoints = 100;

    public string Register => register;
    public IReadOnlyList<Point> Points => points;

    /// <param name="before">The last reading of each register before the month.</param>
    public static IReadOnlyList<DialMonth> Of(EnergyService service, IReadOnlyList<Reading> readings, IReadOnlyList<Reading> before, RetailerCalendar calendar, Wording words)
    {
        var order = service.RegisterList.ToList();
        return [.. readings.GroupBy(reading => reading.Register)
            .OrderBy(one => order.IndexOf(one.Key) is var at && at < 0 ? int.MaxValue : at).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new DialMonth(one.Key, one.First().Unit is { Length: > 0 } unit ? unit : service.Unit, Paired(one, before.FirstOrDefault(reading => reading.Register == one.Key)), calendar, words))];
    }

    /// <param name="alone">It is the meter's only register, so it needs no name.</param>
    public ReadingChart ToChart(string month, bool alone)
    {
        var daily = points.Count <= MostPoints ? points : [.. points.GroupBy(point => calendar.DayOf(point.Reading.ReadAt)).Select(day => day.Last() with { Before = day.First().Before })];
        var note = daily.Count == points.Count ? "" : $" Shown is the last of each day's readings; the CSV file has all {words.Number(points.Count)}.";
        return new ReadingChart(alone ? $"Readings in {month}" : $"{UsageWords.RegisterOf(register)}: readings in {month}", Sentence() + note, unit == "" ? "" : " " + unit, register,
            [.. daily.Select(point => RowOf(point, daily.Count < points.Count))]);
    }

    public DialFigure ToFigure() => new(UsageWords.RegisterOf(register),
        Total() is { } total ? With(total) : "–",
        UsageWords.IsExport(register) ? "sent to the grid" : Days() > 0 && Total() is { } sum ? $"{UsageWords.Average(sum / Days(), words)} a day" : "");

    /// <summary>"From 712 kWh on 1 September to 812 kWh on 30 September: 100 kWh in 29 days, 3.4 a day; 2 estimated."</summary>
    private string Sentence()
    {
        var (first, last) = (points[0].Reading, points[^1].Reading);
        var guessed = points.Count(point => IsGuess(point.Reading));
        var guesses = guessed == 0 ? "" : $"; {words.Number(guessed)} estimated";
        if (points.Count == 1) return $"One reading: {With(first.Value)} on {Day(first)}{(guessed == 0 ? "" : ", estimated")}.";
        var span = $"From {With(first.Value)} on {Day(first)} to {With(last.Value)} on {Day(last)}";
        if (Total() is not { } total) return $"{span}. In between the meter was changed or began again at zero, so the two do not make a total{guesses}.";
        var sent = UsageWords.IsExport(register) ? " sent to the grid" : "";
        return Days() == 0 ? $"{span}: {With(total)}{sent}{guesses}."
            : $"{span}: {With(total)}{sent} in {words.Count(Days(), "day", "days")}, {UsageWords.Average(total / Days(), words)} a day{guesses}.";
    }

    /// <returns>Null where a reading is below the one before: then the meter is another one, or began again.</returns>
    private decimal? Total() => points.Skip(1).Any(point => point.Since < 0) ? null : points[^1].Reading.Value - points[0].Reading.Value;

    private int Days() => calendar.DayOf(points[^1].Reading.ReadAt).DayNumber - calendar.DayOf(points[0].Reading.ReadAt).DayNumber;

    private ReadingChart.Row RowOf(Point point, bool ofDay)
    {
        var local = calendar.LocalTime(point.Reading.ReadAt);
        var day = DateOnly.FromDateTime(local);
        // A file that gives a date alone means 0:00 of it; the time is said where there is one.
        var date = words.ShortDate(day) + (ofDay || local.TimeOfDay == TimeSpan.Zero ? "" : ", " + local.ToString("t", words.Culture));
        var days = point.Before is { } before ? day.DayNumber - calendar.DayOf(before.ReadAt).DayNumber : 0;
        return new(date, Wording.Iso(day), day.Day.ToString(words.Culture), point.Reading.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), With(point.Reading.Value),
            UsageWords.QualityOf(point.Reading.Quality), IsGuess(point.Reading) ? UsageWords.QualityOf(point.Reading.Quality) : "",
            point.Since is not { } since ? "" : since < 0 ? words.Word("new start") : With(since) + (days > 1 ? $" in {days.ToString(words.Culture)} days" : ""));
    }

    private static bool IsGuess(Reading reading) => reading.Quality is ReadingQuality.Estimated or ReadingQuality.Substituted;
    private string Day(Reading reading) => calendar.DayOf(reading.ReadAt).ToString("d MMMM", words.Culture);
    private string With(decimal value) => new Quantity(value, unit).ToText(words.Culture);

    private static List<Point> Paired(IEnumerable<Reading> readings, Reading? before)
    {
        List<Point> points = [];
        foreach (var reading in readings)
        {
            points.Add(new(reading, before));
            before = reading;
        }
        return points;
    }

    internal sealed record Point(Reading Reading, Reading? Before)
    {
        public decimal? Since => Reading.Value - Before?.Value;
    }
}

/// <summary>A graph and its table in one: the script draws from the table, which has more columns than that of Pages/Chart.</summary>
internal sealed record ReadingChart(string Title, string Summary, string Suffix, string Register, IReadOnlyList<ReadingChart.Row> Rows)
{
    /// <param name="Note">Why the point is hollow; empty where it is not.</param>
    internal sealed record Row(string Date, string Datetime, string Short, string Value, string Text, string Quality, string Note, string Since);
}

internal sealed record DialFigure(string Label, string Text, string Sub);
