using System.Globalization;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>Every reading of the month, of all registers, as a file.</summary>
internal static class UsageCsv
{
    public static CsvAnswer Of(EnergyService service, DateOnly month, IReadOnlyList<DialMonth> dials, RetailerCalendar calendar) => new(
        $"readings-{string.Concat(service.MeterNumber.Where(char.IsAsciiLetterOrDigit))}-{month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}.csv",
        ["Meter Number", "Date", "Register", "Reading", "Unit", "Quality", "Since the one before"],
        (from dial in dials
         from point in dial.Points
         select (IReadOnlyList<CsvValue>)
         [
             new(service.MeterNumber, false), new(DateOf(point.Reading, calendar), false), new(point.Reading.Register, false), new(Plain(point.Reading.Value), true),
             new(point.Reading.Unit is { Length: > 0 } unit ? unit : service.Unit, false), new(UsageWords.QualityOf(point.Reading.Quality), false),
             new(point.Since is { } since ? Plain(since) : "", true),
         ]).ToAsyncEnumerable());

    // As in the file that the retailer sends: a date alone is 0:00 of that day.
    private static string DateOf(Reading reading, RetailerCalendar calendar)
    {
        var local = calendar.LocalTime(reading.ReadAt);
        return local.ToString(local.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
