using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>The days that an address of the usage screen asks for: by month (until=2026-11), or day by day (from=2026-10-18, to=2026-11-17).</summary>
internal sealed record UseAsked(string ServiceKey, DateOnly From, DateOnly To, bool ByMonth)
{
    private const int MostDays = 100;

    /// <param name="last">The last day of which anything is known: an address that names no time, or an impossible one, shows the year up to it.</param>
    public static UseAsked Of(HttpRequest request, string serviceKey, DateOnly last)
    {
        if (Day(request, "from") is { } from && Day(request, "to") is { } to && from <= to && to.DayNumber - from.DayNumber < MostDays) return new(serviceKey, from, to, false);
        var month = DateOnly.TryParseExact(request.Query["until"] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until) && InTime(until)
            ? until : new DateOnly(last.Year, last.Month, 1);
        return new(serviceKey, month.AddMonths(-11), month.AddMonths(1).AddDays(-1), true);
    }

    public bool IsMonth => !ByMonth && From.Day == 1 && To == From.AddMonths(1).AddDays(-1);
    public bool IsDay => !ByMonth && From == To;
    public int Days => To.DayNumber - From.DayNumber + 1;
    public UseAsked Before => ByMonth || IsMonth ? Shift(ByMonth ? -12 : -1) : this with { From = From.AddDays(-Days), To = From.AddDays(-1) };
    public UseAsked After => ByMonth || IsMonth ? Shift(ByMonth ? 12 : 1) : this with { From = To.AddDays(1), To = To.AddDays(Days) };

    /// <summary>A month day by day.</summary>
    public UseAsked In(DateOnly month) => this with { From = month, To = month.AddMonths(1).AddDays(-1), ByMonth = false };

    /// <summary>One day, interval by interval.</summary>
    public UseAsked On(DateOnly day) => this with { From = day, To = day, ByMonth = false };

    /// <summary>The months around these days.</summary>
    public UseAsked Year => this with { From = new DateOnly(To.Year, To.Month, 1).AddMonths(-11), To = new DateOnly(To.Year, To.Month, 1).AddMonths(1).AddDays(-1), ByMonth = true };

    /// <summary>A level up; null at the top.</summary>
    public UseAsked? Up => ByMonth ? null : IsDay ? In(new DateOnly(From.Year, From.Month, 1)) : Year;

    public string Href => HrefAt("/usage");

    /// <summary>The same days on another screen.</summary>
    public string HrefAt(string path) => Links.To(path) + QueryString.Create(ByMonth
        ? new Dictionary<string, string?> { ["service"] = ServiceKey, ["until"] = To.ToString("yyyy-MM", CultureInfo.InvariantCulture) }
        : new Dictionary<string, string?> { ["service"] = ServiceKey, ["from"] = Text(From), ["to"] = Text(To) });

    private UseAsked Shift(int months) => this with { From = From.AddMonths(months), To = new DateOnly(To.Year, To.Month, 1).AddMonths(months + 1).AddDays(-1) };
    private static bool InTime(DateOnly day) => day.Year is > 1900 and < 2200;
    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
    private static DateOnly? Day(HttpRequest request, string name) =>
        DateOnly.TryParseExact(request.Query[name], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && InTime(day) ? day : null;
}
