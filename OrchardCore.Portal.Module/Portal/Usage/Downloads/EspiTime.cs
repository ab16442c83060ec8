using System.Globalization;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>
/// A zone as ESPI's LocalTimeParameters say it. A rule is 32 bits in hexadecimal, from the highest: month (4), which one (3: 1 is "on or after the day",
/// 2 to 6 the first to the fifth, 7 the last), day of the month (5), day of the week (3, Monday is 1), hour (5), seconds (12) (NAESB REQ.21, DstRuleType).
/// </summary>
internal sealed record EspiTime(int Offset, int DstOffset, string DstStart, string DstEnd)
{
    private const string Never = "00000000";

    /// <summary>The rules as they show in this year's changes and in the next one's: databases of zones keep them in other shapes.</summary>
    public static EspiTime Of(TimeZoneInfo zone, DateTime now)
    {
        var (one, next) = (ChangesIn(zone, now.Year), ChangesIn(zone, now.Year + 1));
        var offset = (int)zone.BaseUtcOffset.TotalSeconds;
        if (one.Count != 2 || next.Count != 2) return new(offset, 0, Never, Never);
        var (start, end) = (one.FindIndex(change => change.By > TimeSpan.Zero), one.FindIndex(change => change.By < TimeSpan.Zero));
        return start < 0 || end < 0 ? new(offset, 0, Never, Never) : new(offset, (int)one[start].By.TotalSeconds, Coded(one[start].At, next[start].At), Coded(one[end].At, next[end].At));
    }

    // At: on the wall's clock before it is changed.
    private static List<(DateTime At, TimeSpan By)> ChangesIn(TimeZoneInfo zone, int year)
    {
        List<(DateTime, TimeSpan)> changes = [];
        var step = TimeSpan.FromMinutes(30);
        for (var at = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc); at.Year == year; at += step)
            if (zone.GetUtcOffset(at + step) is var later && zone.GetUtcOffset(at) is var sooner && later != sooner) changes.Add((at + step + sooner, later - sooner));
        return changes;
    }

    private static string Coded(DateTime one, DateTime next)
    {
        var day = one.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)one.DayOfWeek;
        // The fourth Sunday of two years may be the last one of both: rules are made of last Sundays (Europe, New Zealand), and of no fourth ones.
        var which = NthOf(one) == NthOf(next) && !(IsLast(one) && IsLast(next)) ? NthOf(one) + 1 : 7;
        return ((uint)one.Month << 28 | (uint)which << 25 | (uint)day << 17 | (uint)one.Hour << 12 | (uint)(one.Minute * 60)).ToString("X8", CultureInfo.InvariantCulture);
    }

    private static bool IsLast(DateTime day) => day.AddDays(7).Month != day.Month;

    private static int NthOf(DateTime day) => (day.Day - 1) / 7 + 1;
}
