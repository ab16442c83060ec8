using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>Of an interval's value, by AEMO's flags (MDFF Specification NEM12 &amp; NEM13, Appendix on quality flags); None has no value.</summary>
internal enum QualityFlag { Actual = 'A', Estimated = 'E', Final = 'F', None = 'N', Substituted = 'S' }

/// <param name="Method">Two digits: how an estimate or substitute was made.</param>
/// <param name="Reason">Why, by its code; with words in <paramref name="Text"/>.</param>
internal sealed record Quality(QualityFlag Flag, string Method = "", string Reason = "", string Text = "")
{
    public static readonly Quality Actual = new(QualityFlag.Actual), None = new(QualityFlag.None);

    public bool IsGuess => Flag is QualityFlag.Estimated or QualityFlag.Final or QualityFlag.Substituted;

    /// <summary>"F14", as files write it.</summary>
    public string Code => (char)Flag + Method;
}

/// <param name="Count">How many intervals in a row.</param>
internal readonly record struct QualityRun(int Count, Quality Quality);

/// <summary>Qualities as they are stored: a line for each run of intervals with its count, code, reason and text between tabs; of a whole day that is actual, nothing.</summary>
internal static class QualityRuns
{
    public static string Pack(List<QualityRun> runs)
    {
        if (runs.TrueForAll(run => run.Quality == Quality.Actual)) return "";
        var text = new StringBuilder();
        foreach (var run in runs)
            text.Append(CultureInfo.InvariantCulture, $"{run.Count}\t{run.Quality.Code}\t{Plain(run.Quality.Reason)}\t{Plain(run.Quality.Text)}\n");
        return text.ToString();
    }

    public static IReadOnlyList<QualityRun> Unpack(string stored, int count) => stored == "" ? [new(count, Quality.Actual)] :
        [.. stored.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(part => new QualityRun(int.Parse(part[0], CultureInfo.InvariantCulture), new Quality((QualityFlag)part[1][0], part[1][1..], part[2], part[3])))];

    private static string Plain(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 ? text : string.Concat(text.Select(letter => letter < ' ' ? ' ' : letter));
}

/// <summary>The prices that held in an interval, by the numbers of the retailer's tariff (ESPI: tou, consumptionTier, cpp); 0 where none is said.</summary>
internal readonly record struct Tariff(int TimeOfUse, int Tier, int CriticalPeak);

/// <summary>Tariffs as they are stored: a line for each run of intervals with count, time of use, tier and critical peak between tabs; where none is said, nothing.</summary>
internal static class TariffRuns
{
    public static string Pack(IReadOnlyList<Tariff> tariffs)
    {
        if (tariffs.All(tariff => tariff == default)) return "";
        var text = new StringBuilder();
        for (var (first, next) = (0, 0); first < tariffs.Count; first = next)
        {
            while (next < tariffs.Count && tariffs[next] == tariffs[first]) next++;
            text.Append(CultureInfo.InvariantCulture, $"{next - first}\t{tariffs[first].TimeOfUse}\t{tariffs[first].Tier}\t{tariffs[first].CriticalPeak}\n");
        }
        return text.ToString();
    }

    public static IEnumerable<Tariff> Unpack(string stored) => stored.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray())
        .SelectMany(part => Enumerable.Repeat(new Tariff(part[1], part[2], part[3]), part[0]));
}
