using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

/// <summary>
/// Dresses retailers in what their databases hold. A process keeps what it has made until it hears of something new, and asks for the
/// newest number now and then: word of a change can be lost.
/// </summary>
internal sealed class RetailerLooks : IRetailerLooks
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(20);
    private const string Topic = "looks";

    private readonly RetailerDatabases _databases;
    private readonly Announcements _announcements;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Made> _made = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _heard = new(StringComparer.Ordinal);

    public RetailerLooks(RetailerDatabases databases, Announcements announcements, TimeProvider clock)
    {
        (_databases, _announcements, _clock) = (databases, announcements, clock);
        announcements.Listen(Topic, retailer => _heard.AddOrUpdate(retailer, 1, (_, times) => times + 1));
    }

    /// <param name="Heard">How much had been heard when it was read: what is heard during the reading makes it old at once.</param>
    private sealed record Made(Retailer From, Retailer Dressed, Stamp Stamp, int Heard, DateTimeOffset At);

    /// <summary>The newest version and the newest template: they change with everything that is published.</summary>
    private readonly record struct Stamp(int Version, int Template);

    public async ValueTask<Retailer> DressAsync(Retailer retailer, CancellationToken stop)
    {
        if (!_heard.TryGetValue(retailer.Id, out var heard)) return retailer;   // its database is not up to date yet
        var now = _clock.GetUtcNow();
        var known = _made.GetValueOrDefault(retailer.Id) is { } made && ReferenceEquals(made.From, retailer) ? made : null;
        if (known is not null && known.Heard == heard && now - known.At < Trusted) return known.Dressed;

        await using var db = _databases.Open(retailer);
        var stamp = new Stamp(await db.LookVersions.MaxAsync(version => (int?)version.Number, stop) ?? 0, await db.OwnTemplates.MaxAsync(template => (int?)template.Id, stop) ?? 0);
        var dressed = known is not null && known.Stamp == stamp ? known.Dressed : await DressAsync(db, retailer, stamp, stop);
        _made[retailer.Id] = new Made(retailer, dressed, stamp, heard, now);
        return dressed;
    }

    public void Changed(string retailerId) => _announcements.Say(Topic, retailerId);

    private static async Task<Retailer> DressAsync(PortalDb db, Retailer retailer, Stamp stamp, CancellationToken stop)
    {
        if (stamp == default) return retailer;
        var content = await db.LookVersions.Where(version => version.Number == stamp.Version).Select(version => version.Content).SingleOrDefaultAsync(stop);
        var look = content is null ? retailer : Look.Read(content).On(retailer) with { PaletteHref = $"/brand.css?v={stamp.Version}" };
        return look with { OwnTemplates = await db.TemplatesInUse.ToDictionaryAsync(template => template.Path, template => template.Text!, StringComparer.Ordinal, stop) };
    }

    /// <summary>Before the tables are there, nothing can be read from them: this comes after the migrations.</summary>
    internal sealed class Open(RetailerLooks looks, RetailerScope scope) : IOpening
    {
        public Task OpenAsync(CancellationToken stop)
        {
            looks._heard.TryAdd(scope.Current.Id, 0);
            return Task.CompletedTask;
        }
    }
}
