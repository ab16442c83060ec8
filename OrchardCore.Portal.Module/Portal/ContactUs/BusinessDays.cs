namespace OrchardCore.Portal.ContactUs;

/// <summary>Promises are given in business days: Monday to Friday.</summary>
internal static class BusinessDays
{
    public static DateOnly AddBusinessDays(this DateOnly from, int count)
    {
        var day = from;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (day.IsBusinessDay()) left--;
        }
        return day;
    }

    /// <summary>How many business days lie after the one and up to the other; none where it lies before.</summary>
    public static int BusinessDaysUntil(this DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (day.IsBusinessDay()) count++;
        return count;
    }

    private static bool IsBusinessDay(this DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
