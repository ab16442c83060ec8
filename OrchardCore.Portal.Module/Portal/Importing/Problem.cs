namespace OrchardCore.Portal.Importing;

/// <summary>What is wrong at one place of a file: what was found there, and what was expected.</summary>
/// <param name="Line">Counted from 1, the header too; 0 where no line can be named.</param>
/// <param name="Place">The column of a CSV file, the path in an XML one.</param>
internal sealed record Problem(long Line, string Place, string Found, string Expected, bool IsWarning = false)
{
    private const int Longest = 120;

    /// <summary>The same for all that say the same of the same place: numbers in it ("interval 17", "there are 231") make no difference.</summary>
    public string Kind => string.Create(Place.Length + Expected.Length + 1, this, static (to, problem) =>
    {
        problem.Place.CopyTo(to);
        to[problem.Place.Length] = '\u001f';
        problem.Expected.CopyTo(to[(problem.Place.Length + 1)..]);
        foreach (ref var letter in to)
            if (char.IsAsciiDigit(letter)) letter = '#';
    });

    /// <summary>What was found, as it may be shown: shortened, and without control characters.</summary>
    public static string Shown(string found)
    {
        var shown = string.Create(Math.Min(found.Length, Longest), found, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? '\u00b7' : from[i];
        });
        if (shown.Length > 0 && char.IsHighSurrogate(shown[^1])) shown = shown[..^1];
        return found.Length > Longest ? shown + "…" : shown;
    }
}

/// <summary>A file that cannot be read any further, found while it is streamed: too big, broken, or not what it says it is.</summary>
internal sealed class FileRefusedException(string file, Problem problem) : Exception(problem.Expected)
{
    public string File => file;
    public Problem Problem => problem;
}
