namespace OrchardCore.Portal.Demo.Metering;

/// <summary>How what a register counts on a day is spread over its half hours: mornings and evenings, sun at noon, hot water at night.</summary>
internal static class DayShape
{
    private const int Whole = 1000;   // interval values have three decimals

    /// <param name="hours">The half hours of a local day on its own clock: 46 to 50 of them.</param>
    /// <returns>Thousandths of the unit; together they are the day's use.</returns>
    public static long[] Of(Dial dial, DateOnly day, IReadOnlyList<TimeOnly> hours)
    {
        var weights = hours.Select((hour, at) => Weight(dial.Register, day, hour) * (0.7 + 0.6 * Chance.Of($"{dial.Meter} {dial.Register.Name} {at}", day))).ToArray();
        var (use, sum) = ((long)(dial.Between(day, day.AddDays(1)) * Whole), weights.Sum());
        var values = weights.Select(weight => (long)(use * weight / sum)).ToArray();
        values[Array.IndexOf(weights, weights.Max())] += use - values.Sum();   // what rounding left over
        return values;
    }

    private static double Weight(Register register, DateOnly day, TimeOnly at)
    {
        var hour = at.ToTimeSpan().TotalHours;
        return register.Name switch
        {
            "Peak" => hour is >= 15 and < 21 ? Home(day, hour) : 0,
            "Off-peak" => hour is >= 15 and < 21 ? 0 : Home(day, hour),
            "Controlled load" => hour is >= 22.5 or < 4.5 ? 1 : 0,
            _ when register.Season == Season.Sun => Sun(day, hour),
            _ => Home(day, hour),
        };
    }

    private static double Home(DateOnly day, double hour) =>
        0.35 + 1.1 * Bump(hour, day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 9 : 7.2, 1.2) + 1.9 * Bump(hour, 18.6, 2) + 0.3 * Bump(hour, 13, 3);

    // The sun rises and sets later on the clock of summer time, and stands longer in the sky.
    private static double Sun(DateOnly day, double hour)
    {
        var half = 5.2 + 1.4 * Math.Cos(2 * Math.PI * (day.DayOfYear - 355) / 365);
        var from = (hour - (day.Month is >= 4 and < 10 ? 12 : 13)) / half;
        return Math.Max(0, 1 - from * from);
    }

    private static double Bump(double hour, double around, double wide) => Math.Exp(-(hour - around) * (hour - around) / (2 * wide * wide));
}
