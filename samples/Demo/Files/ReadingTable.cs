using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.Metering;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Files;

internal sealed record Reading(Dial Dial, DateOnly At, string Quality);

internal static class ReadingTable
{
    public static Csv<Reading> Readings { get; } = new(
        ("meter_number", reading => reading.Dial.Meter),
        ("read_at", reading => reading.At),
        ("reading", reading => reading.Dial.At(reading.At)),
        ("register", reading => reading.Dial.Register.Name),
        ("quality", reading => reading.Quality),
        ("unit", reading => reading.Dial.Register.Unit));

    /// <summary>A reading stands for 0:00 of its day: the use of a period is the reading of the day after it less the one of its first day.</summary>
    public static IEnumerable<Reading> Of(Books books) =>
        from supply in books.Account.Supplies
        where supply.MovedIn <= books.Bills[0].Period.From
        from dial in books.Meters.Of(supply)
        from reading in Old(supply, dial).Concat(books.Account.ReadByHand ? ByHand(books, dial) : Daily(books, dial))
        where !supply.HasIntervals || !Trouble.IsUnread(reading.At, books.Yesterday.AddDays(1))
        select reading;

    private static IEnumerable<Reading> Old(Supply supply, Dial dial) => supply.OldReadings is not { } days ? [] :
        Days(days.From, days.To).Select(day => new Reading(dial, day, "actual"));

    private static IEnumerable<Reading> Daily(Books books, Dial dial) =>
        Days(books.Bills[0].Period.From, books.MovedOut?.AddDays(1) ?? books.Yesterday)
            .Select(day => new Reading(dial, day, Chance.Of("silence of " + dial.Meter, day) > 0.985 ? "substituted" : "actual"));

    private static IEnumerable<Reading> ByHand(Books books, Dial dial) => books.Bills
        .Select(bill => new Reading(dial, bill.Period.To.AddDays(1), bill.Age switch { 0 => "estimated", 2 => "customer", _ => "actual" }))
        .Prepend(new(dial, books.Bills[0].Period.From, "actual"));

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
}
