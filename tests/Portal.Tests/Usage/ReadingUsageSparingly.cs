using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tests.Importing;
using static OrchardCore.Portal.Tests.Usage.GettingUsage;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>How much the screens of usage ask of the database, and that nobody holds a connection while a customer's line takes its time.</summary>
public sealed class ReadingUsageSparingly
{
    private const string Meter = "4103000201";

    [Fact]
    public async Task A_screen_of_usage_asks_a_few_things_whatever_the_span()
    {
        var counts = new Counts();
        await using var portal = await PortalApp.StartAsync(replace: services => services.AddSingleton<IInterceptor>(counts));
        var priya = await WithYearAsync(portal);

        List<string> faults = [];
        foreach (var (path, most) in new[] { ("/usage", 24), ("/usage?from=2026-07-01&to=2026-07-31", 24), ("/usage?from=2026-07-01&to=2026-07-01", 24), ("/usage/cost", 24), ("/usage/alerts", 24), ("/usage/readings", 24) })
        {
            await priya.ReadAsync(path);   // the first one may have things to make
            counts.Commands = 0;
            await priya.ReadAsync(path);
            if (counts.Commands > most) faults.Add($"{path}: {counts.Commands} queries, and {most} are the most");
        }
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task A_download_that_is_taken_slowly_holds_no_connection()
    {
        var counts = new Counts();
        await using var portal = await PortalApp.StartAsync(PostgreSqlDatabases.Settings(), services => services.AddSingleton<IInterceptor>(counts));
        var priya = await WithYearAsync(portal);
        foreach (var format in new[] { "csv", "nem12", "espi" })
        {
            using var answer = await priya.Client.GetAsync(new Uri($"/lumen/usage/download?service={Meter}&from=2026-01-01&to=2026-10-31&format={format}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            await using var content = await answer.Content.ReadAsStreamAsync();
            await content.ReadExactlyAsync(new byte[20_000]);   // the rest waits for us

            for (var tries = 0; counts.Open > 0 && tries < 100; tries++) await Task.Delay(50);   // a month is read to its end first
            Assert.True(counts.Open == 0, $"{format}: {counts.Open} connections are held while the customer's line is slow");
        }
    }

    private static async Task<Visitor> WithYearAsync(PortalApp portal)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Service(Meter, new(2020, 1, 1)));
        var told = await portal.HandInAsync("days.csv", $"100,NEM12,202608021200,MDP,RETAILER\n{Stream(Meter, "E1", minutes: 5)}\n{string.Join('\n', Enumerable.Range(0, 300).Select(day => Day(new DateOnly(2026, 1, 1).AddDays(day), 0.123m, minutes: 5)))}\n900\n");
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        return priya;
    }

    private sealed class Counts : DbCommandInterceptor, IDbConnectionInterceptor
    {
        private int _open;

        public int Commands { get; set; }
        public int Open => Volatile.Read(ref _open);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands++;
            return ValueTask.FromResult(result);
        }

        public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Interlocked.Increment(ref _open);

        public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _open);
            return Task.CompletedTask;
        }

        public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Interlocked.Decrement(ref _open);

        public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            Interlocked.Decrement(ref _open);
            return Task.CompletedTask;
        }
    }
}
