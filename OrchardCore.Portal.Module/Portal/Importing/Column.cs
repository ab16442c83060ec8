namespace OrchardCore.Portal.Importing;

/// <summary>A column of a CSV file: its name in the header, and what a value must be.</summary>
/// <param name="form">In words, where it is not just a text.</param>
internal sealed class Column(string name, bool required, int longest, string form)
{
    public const string Date = "a date as 2026-03-31", Instant = "an instant as 2026-03-31T07:00:00+10:00, or a date", Money = "an amount as 12.34 or -12.34", Number = "a number as 1234.5", Whole = "a whole number from 1", YesNo = "yes or no";

    public string Name => name;

    /// <summary>Among the columns of its kind.</summary>
    public int Ordinal { get; set; }
    public bool Required => required;

    /// <summary>In characters.</summary>
    public int Longest => longest;

    /// <summary>What a value looks like, for people.</summary>
    public string Form => form != "" ? form : $"text, {longest} characters at most";

    public static Column Must(string name, int longest = 200) => new(name, true, longest, "");
    public static Column Must(string name, string form) => new(name, true, 200, form);
    public static Column May(string name, int longest = 200) => new(name, false, longest, "");
    public static Column May(string name, string form) => new(name, false, 200, form);

    /// <summary>The form of a column that takes one of a few words.</summary>
    public static string OneOf(IEnumerable<string> words) => "one of: " + string.Join(", ", words);
}

/// <summary>What a row refers to: a value that must be known in a key space, unless it is empty.</summary>
internal sealed record Reference<T>(string Space, Column Column, Func<T, string> Key);
