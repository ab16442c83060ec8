namespace OrchardCore.Portal.Demo.Metering;

internal static class Chance
{
    /// <summary>Between 0 and 1, and the same on every machine; string.GetHashCode is not (FNV-1a, then Murmur's last mix).</summary>
    public static double Of(string name, DateOnly day)
    {
        var hash = 2166136261u;
        foreach (var letter in name) hash = unchecked((hash ^ letter) * 16777619u);
        hash = unchecked((hash ^ (uint)day.DayNumber) * 16777619u);
        hash = unchecked((hash ^ (hash >> 16)) * 0x85ebca6bu);
        hash = unchecked((hash ^ (hash >> 13)) * 0xc2b2ae35u);
        return (hash ^ (hash >> 16)) / (double)uint.MaxValue;
    }
}
