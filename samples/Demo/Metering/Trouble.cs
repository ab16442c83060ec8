namespace OrchardCore.Portal.Demo.Metering;

/// <summary>What goes wrong with a meter that sends its half hours: the same on every day of the demo, counted back from today.</summary>
internal static class Trouble
{
    /// <summary>Three days of which nothing was ever sent.</summary>
    public static bool IsSilent(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) is >= 96 and <= 98;

    /// <summary>A day of which the afternoon is missing.</summary>
    public static bool IsCut(DateOnly day, DateOnly today) => today.DayNumber - day.DayNumber is 17;

    /// <summary>A day that the market has put together from others.</summary>
    public static bool IsSubstituted(string meter, DateOnly day) => Chance.Of("half hours of " + meter, day) > 0.975;

    /// <summary>Neither is the dial read while the meter is silent: its reading at 0:00 of this day is missing.</summary>
    public static bool IsUnread(DateOnly at, DateOnly today) => IsSilent(at, today) || IsSilent(at.AddDays(-1), today) || IsCut(at.AddDays(-1), today) || IsCut(at, today);
}
