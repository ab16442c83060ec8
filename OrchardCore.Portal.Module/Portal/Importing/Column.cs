namespace OrchardCore.Portal.Importing;

/// <summary>A column of a CSV file: its name in the header, and what a value must be.</summary>
internal sealed class Column(string name, bool required, int longest)
{
    public string Name => name;
    public bool Required => required;

    /// <summary>In characters.</summary>
    public int Longest => longest;

    public static Column Must(string name, int longest = 200) => new(name, true, longest);
    public static Column May(string name, int longest = 200) => new(name, false, longest);
}

/// <summary>What a row refers to: a value that must be known in a key space, unless it is empty.</summary>
internal sealed record Reference<T>(string Space, Column Column, Func<T, string> Key);
