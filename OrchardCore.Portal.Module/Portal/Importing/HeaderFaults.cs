using System.Globalization;

namespace OrchardCore.Portal.Importing;

/// <summary>What the first line of a CSV file gets wrong, in the words of whoever made it: most come from a spreadsheet.</summary>
internal static class HeaderFaults
{
    private const string SaveAs = "in Excel choose Save as, \"CSV UTF-8 (Comma delimited)\"";

    /// <summary>What is wrong with the line as a whole; null where it is names that are divided by commas.</summary>
    /// <param name="likely">The kind whose header it resembles most, whatever divides it.</param>
    public static Problem? OfLine(IReadOnlyList<string> header, CsvKind likely)
    {
        if (Divided(header) is { } divided)
            return new Problem(1, "", $"{divided.What} between the columns: {Problem.Shown(string.Join(",", header))}", $"commas between the columns. Where a computer writes decimals with a comma, Excel divides by semicolons: set its region to English and {SaveAs}, or change the dividers in a text editor");
        if (likely.Likeness(header) <= 0 && header.Count > 1 && header.Any(IsValue))
            return new Problem(1, "", "a row of values: " + Problem.Shown(string.Join(",", header)), "a header before the first row: a line with the names of the columns, such as " + string.Join(",", likely.Columns.Where(column => column.Required).Select(column => column.Name)));
        return null;
    }

    /// <summary>The header with another divider than the comma.</summary>
    public static (IReadOnlyList<string> Names, string What)? Divided(IReadOnlyList<string> header)
    {
        var line = string.Join(",", header);
        foreach (var (divider, what) in new[] { (';', "semicolons"), ('\t', "tabs"), ('|', "bars") })
            if (line.Count(letter => letter == divider) > Math.Max(1, header.Count - 1)) return ([.. line.Split(divider).Select(name => name.Trim().Trim('"'))], what);
        return null;
    }

    /// <summary>The column that was meant: "Account Number", "acount_number" and "ACCOUNT-NUMBER" mean account_number.</summary>
    public static Column? Meant(string name, IEnumerable<Column> columns)
    {
        var plain = Plain(name);
        return plain == "" ? null : columns.Select(column => (column, Name: Plain(column.Name))).Where(one => Math.Abs(one.Name.Length - plain.Length) <= plain.Length / 5).Select(one => (one.column, Distance: Distance(plain, one.Name))).Where(one => one.Distance <= plain.Length / 5).OrderBy(one => one.Distance).Select(one => one.column).FirstOrDefault();
    }

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Take(60).Select(char.ToLowerInvariant)]);

    private static bool IsValue(string text) => text != "" && (decimal.TryParse(text, CultureInfo.InvariantCulture, out _) || DateTime.TryParse(text, CultureInfo.InvariantCulture, out _) || text.Contains('@', StringComparison.Ordinal));

    // Levenshtein's: how many letters must be put in, taken out or changed.
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++) (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }
        return row[to.Length];
    }
}
