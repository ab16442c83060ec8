using System.Globalization;

namespace OrchardCore.Portal.BackOffice.Holidays;

/// <summary>Reads public holidays as they are published: a calendar (iCalendar, RFC 5545), or a line a day with its name.</summary>
internal static class HolidayText
{
    public const int LongestName = 80;
    private const int FirstYear = 2000, LastYear = 2100, MostDays = 200, MostProblems = 10, LongestEvent = 14;
    private static readonly string Expected = $"expected a day and its name, as in 2027-01-01,New Year's Day, in a year from {FirstYear} to {LastYear}.";

    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyyMMdd", "d/M/yyyy", "d.M.yyyy"];

    /// <returns>The days, or, where anything is wrong, what is wrong in which line; never both.</returns>
    public static (IReadOnlyList<(DateOnly On, string Name)> Days, IReadOnlyList<string> Problems) Read(string text)
    {
        List<string> problems = [];
        Dictionary<DateOnly, string> days = [];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (var (on, name) in text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) ? Calendar(lines, problems) : Lines(lines, problems)) days[on] = name;
        if (days.Count == 0 && problems.Count == 0) problems.Add("There is no holiday in it: " + Expected);
        if (days.Count > MostDays) problems.Add($"{days.Count} days, and {MostDays} are the most at a time: leave out other years and states.");
        if (problems.Count > MostProblems) problems = [.. problems.Take(MostProblems), $"And {problems.Count - MostProblems} more."];
        return problems.Count > 0 ? ([], problems) : ([.. days.OrderBy(day => day.Key).Select(day => (day.Key, day.Value))], []);
    }

    private static IEnumerable<(DateOnly, string)> Lines(string[] lines, List<string> problems)
    {
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Trim();
            if (line == "") continue;
            var parts = line.Split([',', ';', '\t'], 2);
            if (parts is [var day, var name] && DateOnly.TryParseExact(day.Trim().Trim('"'), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && IsNear(on) && Named(name.Trim().Trim('"')) is { } known) yield return (on, known);
            else if (at > 0 || !line.StartsWith("date", StringComparison.OrdinalIgnoreCase)) problems.Add($"Line {at + 1}: {Expected}");   // a first line may name the columns
        }
    }

    private static IEnumerable<(DateOnly, string)> Calendar(string[] lines, List<string> problems)
    {
        var (began, start, end, name) = (0, (DateOnly?)null, (DateOnly?)null, "");
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            var number = at + 1;
            while (at + 1 < lines.Length && lines[at + 1] is [' ' or '\t', .. var rest]) (line, at) = (line + rest, at + 1);   // a folded line
            if (line.Split(':', 2) is not [var property, var value]) continue;
            switch (property.Split(';')[0].ToUpperInvariant())
            {
                case "BEGIN" when value.Trim() == "VEVENT":
                    (began, start, end, name) = (number, null, null, "");
                    break;
                case "DTSTART":
                    start = Day(value) is { } from && IsNear(from) ? from : null;
                    if (start is null) problems.Add($"Line {number}: expected a day from {FirstYear} to {LastYear}, as in DTSTART;VALUE=DATE:20270101.");
                    break;
                case "DTEND":
                    end = Day(value);
                    break;
                case "SUMMARY":
                    name = value.Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace("\\n", " ", StringComparison.OrdinalIgnoreCase).Replace("\\\\", "\\", StringComparison.Ordinal);
                    break;
                case "END" when value.Trim() == "VEVENT" && start is { } first:
                    if (Named(name) is not { } known) problems.Add($"Line {began}: the event has no name (SUMMARY).");
                    else if (end is { } last && last.DayNumber - first.DayNumber > LongestEvent) problems.Add($"Line {began}: the event lasts longer than {LongestEvent} days, so it is no public holiday.");
                    else for (var day = first; day == first || day < end; day = day.AddDays(1)) yield return (day, known);
                    break;
            }
        }
    }

    private static DateOnly? Day(string value) => value.Length >= 8 && DateOnly.TryParseExact(value[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // Beyond them it is a slip of the pen, and the calendar itself ends at 9999-12-31.
    private static bool IsNear(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    private static string? Named(string name) => new string([.. name.Where(sign => !char.IsControl(sign))]).Trim() is { Length: > 0 } kept ? kept.Length <= LongestName ? kept : kept[..LongestName] : null;
}
