using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>One of the retailer's days by intervals: 48 half hours, 46 or 50 where the clocks change; finer than a quarter of an hour comes as half hours.</summary>
internal sealed record DayView(DateOnly Day, int Seconds, IReadOnlyList<DayView.Piece> Pieces)
{
    private const int Finest = 900;
    private const int Usual = 1800;

    /// <param name="Parts">What each register counted; one of which nothing is known is not there.</param>
    /// <param name="IsLacking">A stream that counted on this day did not, or not all the time.</param>
    /// <param name="IsOutside">It is yet to be counted, or of the time before moving in or after moving out.</param>
    internal sealed record Piece(DateTime StartsAt, IReadOnlyDictionary<string, decimal> Parts, decimal Guessed, bool HasGuess, bool IsLacking, bool IsOutside)
    {
        public decimal Used => Parts.Where(part => !UsageWords.IsExport(part.Key)).Sum(part => part.Value);
        public decimal Sent => Parts.Where(part => UsageWords.IsExport(part.Key)).Sum(part => part.Value);
    }

    public decimal Used => Pieces.Sum(piece => piece.Used);
    public bool IsWhole => Pieces.All(piece => !piece.IsLacking && !piece.IsOutside);
    public IEnumerable<string> Registers => Pieces.SelectMany(piece => piece.Parts.Keys).Distinct();

    /// <summary>The same weekday of the year before: 52 weeks earlier.</summary>
    public static DateOnly YearBefore(DateOnly day) => day.AddDays(-364);

    /// <returns>Null where nothing finer than a day is known of it.</returns>
    public static async Task<DayView?> OfAsync(PortalDb db, UseSubject subject, IReadOnlyDictionary<EnergyService, ChannelNames> names, RetailerCalendar calendar, DateOnly day, DateTime until, CancellationToken stop)
    {
        List<(string Register, string Stream, Interval One)> counted = [];
        foreach (var service in subject.Services)
            foreach (var channel in (await IntervalReadings.DaysAsync(db, names[service].Meter, calendar, day, day, stop))[0].Channels.Where(channel => names[service].Has(channel.Channel)))
            {
                var rateOf = names[service].RateOf(channel.Channel);
                counted.AddRange(channel.Intervals.Select(one => (subject.NameOf(service, names[service].Of(channel.Channel, rateOf?.Invoke(one) ?? "")), $"{service.Id} {channel.Channel.Channel}", one)));
            }
        if (counted.Count == 0 || counted.Max(pair => pair.One.Seconds) is var seconds && seconds > 3600) return null;
        if (seconds < Finest) seconds = Usual;

        var streams = counted.Select(pair => pair.Stream).Distinct().ToList();
        var (from, to) = (subject.Services.Min(service => names[service].Meter.Time.From), subject.Services.Max(service => names[service].Meter.Time.To));
        List<Piece> pieces = [];
        for (var at = calendar.StartOf(day); at < calendar.StartOf(day.AddDays(1)); at = at.AddSeconds(seconds))
        {
            var own = counted.Where(pair => pair.One.StartsAt >= at && pair.One.StartsAt < at.AddSeconds(seconds)).ToList();
            var known = own.Where(pair => pair.One.Value is not null).ToList();
            pieces.Add(new(at, known.GroupBy(pair => pair.Register).ToDictionary(register => register.Key, register => register.Sum(pair => pair.One.Value!.Value)),
                known.Where(pair => pair.One.IsGuess && !UsageWords.IsExport(pair.Register)).Sum(pair => pair.One.Value!.Value), known.Exists(pair => pair.One.IsGuess),
                streams.Exists(stream => known.Where(pair => pair.Stream == stream).Sum(pair => pair.One.Seconds) < seconds), own.Count == 0 && (at >= until || at < from || at >= to)));
        }
        return new(day, seconds, pieces);
    }

    public IReadOnlyList<UseBar> ToBars(DayView? then, RetailerCalendar calendar, Wording words) => [.. Pieces.Select((piece, at) =>
    {
        var local = calendar.LocalTime(piece.StartsAt);
        return new UseBar($"{TimeOf(piece, calendar, words)} – {calendar.LocalTime(piece.StartsAt.AddSeconds(Seconds)).ToString("t", words.Culture)}{Twice(piece.StartsAt, calendar, words)}",
            local.Minute == 0 && local.Hour % 3 == 0 ? local.ToString(words.Culture.DateTimeFormat.ShortTimePattern.Contains('t', StringComparison.Ordinal) ? "h tt" : "HH", words.Culture) : "", local.Hour % 6 != 0, "", piece.Parts)
        {
            Sent = piece.Sent,
            Guessed = piece.Guessed,
            HasGuess = piece.HasGuess,
            Then = then?.Pieces.Count == Pieces.Count && !then.Pieces[at].IsLacking ? then.Pieces[at].Used : null,
            IsGap = piece is { IsLacking: true, IsOutside: false, Parts.Count: 0 },
            IsPart = piece is { IsLacking: true, IsOutside: false, Parts.Count: > 0 },
            Note = piece.IsOutside ? "" : string.Join(", ", new[] { piece.HasGuess ? words.Word("estimated") : "", piece.IsLacking ? words.Word(piece.Parts.Count == 0 ? "no data" : "in part") : "" }.Where(part => part != "")),
        };
    })];

    public static string TimeOf(Piece piece, RetailerCalendar calendar, Wording words) => calendar.LocalTime(piece.StartsAt).ToString("t", words.Culture);

    // In autumn an hour comes twice; each time is told by what follows or precedes it.
    private static string Twice(DateTime at, RetailerCalendar calendar, Wording words) =>
        calendar.LocalTime(at.AddHours(1)) == calendar.LocalTime(at) ? $" ({words.Word("the first time")})" : calendar.LocalTime(at.AddHours(-1)) == calendar.LocalTime(at) ? $" ({words.Word("the second time")})" : "";
}
