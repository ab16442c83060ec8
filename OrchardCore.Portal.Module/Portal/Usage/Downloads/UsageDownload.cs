using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>What a meter counted, as a file: CSV for people, NEM12 for the market, Green Button for everything else. Only of the time from move in to move out.</summary>
internal static class UsageDownload
{
    public const string Path = "/usage/download";
    private const int MostDays = 5 * 366;

    public static void Map(IEndpointRouteBuilder portal) =>
        portal.MapGet(Path, Give).RequireAuthorization(Policies.Customer).Limited(new Limit("usage-download", 60, TimeSpan.FromHours(1)));

    private static async Task<IResult> Give(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, ILogger<Downloaded> log, CancellationToken stop)
    {
        var services = await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop);
        if (services.Count == 0 || UseSubject.Of(request, services) is not { } subject) return TypedResults.NotFound();
        if (Day(request, "from") is not { } from || Day(request, "to") is not { } to || from > to || to.DayNumber - from.DayNumber >= MostDays)
            return TypedResults.LocalRedirect(Links.To("/usage") + QueryString.Create(new Dictionary<string, string?> { ["service"] = subject.Key, ["fault"] = "dates" }));

        var span = new DownloadSpan(subject, await subject.NamesAsync(db, scope.Current, calendar, stop), from, to);
        var format = (string?)request.Query["format"];
        IResult? file = format switch
        {
            "csv" => UsageRows.Of(span, db, calendar),
            "nem12" => new Nem12Answer(span, db, scope.Current, calendar),
            "espi" => new GreenButtonAnswer(span, db, scope.Current, calendar),
            _ => null,
        };
        if (file is null) return TypedResults.NotFound();
        log.Downloaded(customer.AccountNumber, subject.Key, format!, from, to);
        return file;
    }

    private static DateOnly? Day(HttpRequest request, string name) =>
        DateOnly.TryParseExact(request.Query[name], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2200 ? day : null;

    internal sealed class Downloaded;
}

/// <summary>What is asked for: the retailer's days from one to another, both included.</summary>
internal sealed record DownloadSpan(UseSubject Subject, IReadOnlyDictionary<EnergyService, ChannelNames> Names, DateOnly From, DateOnly To)
{
    /// <summary>"usage-6305520117-2026-01-01-to-2026-01-31.csv": says what is in it, and no name or address.</summary>
    public string FileName(string kind, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{string.Concat(Subject.Key.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))}-{From:yyyy-MM-dd}-to-{To:yyyy-MM-dd}.{extension}");

    /// <summary>
    /// The stored days that touch the span, in their order. A month of them is read to its end before any is given: a client that takes its time holds
    /// a month in memory, and no connection.
    /// </summary>
    public async IAsyncEnumerable<IntervalDay> StoredAsync(IQueryable<IntervalDay> days, RetailerCalendar calendar, [EnumeratorCancellation] CancellationToken stop)
    {
        var (first, since) = (calendar.StartOf(From), DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
        foreach (var (_, to) in Months())
        {
            var (after, until) = (since, calendar.StartOf(to.AddDays(1)));
            foreach (var day in await days.Where(day => day.EndsAt > first && day.StartsAt >= after && day.StartsAt < until).OrderBy(day => day.StartsAt).ToListAsync(stop)) yield return day;
            since = until;
        }
    }

    /// <summary>Month by month, so that no more than a month is held at once.</summary>
    public IEnumerable<(DateOnly From, DateOnly To)> Months()
    {
        for (var (from, to) = (From, default(DateOnly)); from <= To; from = to.AddDays(1))
        {
            to = new DateOnly(from.Year, from.Month, 1).AddMonths(1).AddDays(-1);
            if (to > To) to = To;
            yield return (from, to);
        }
    }
}

internal static partial class UsageDownloadLog
{
    [LoggerMessage(1601, LogLevel.Information, "Account {Account} downloaded the usage of {Meter} as {Format}, {From} to {To}")]
    public static partial void Downloaded(this ILogger log, string account, string meter, string format, DateOnly from, DateOnly to);
}
