using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>Green Button: interval data of electricity, gas and water as an Atom feed (NAESB REQ.21 ESPI), as utilities of North America give it.</summary>
internal sealed class GreenButtonFile() : XmlKind("green-button", 82)
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static readonly GreenButtonFile Kind = new() { Keys = Nem12File.Days, KeyWords = "UsagePoint, MeterReading, day, updated", Standard = "Green Button", Roots = [("feed", Atom)] };

    public override IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context) => new EspiFeed(file.Name, context).Read(content);

    public override string KeyOf(object row) => ((EspiDay)row).Key;
    public override KnownKey? Offers(object row) => null;
    public override Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop) => MeterDays.LookUpAsync(chunk, lookups, "UsagePoint", stop);
    public override Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop) => MeterDays.WriteAsync(Name, chunk, writer, stop, days => WithStoredAsync(writer.Db, days, stop));

    private static async Task<IReadOnlyList<MeterDay>> WithStoredAsync(PortalDb db, IReadOnlyList<MeterDay> days, CancellationToken stop)
    {
        var (meters, first, last) = (days.Select(day => day.Meter).Distinct().ToList(), days.Min(day => day.Day), days.Max(day => day.Day));
        var stored = await db.IntervalDays.AsNoTracking().Where(day => meters.Contains(day.MeterNumber) && day.Day >= first && day.Day <= last).ToDictionaryAsync(day => (day.MeterNumber, day.Channel, day.Day), stop);
        return [.. days.Select(day => stored.TryGetValue((day.Meter, day.Channel, day.Day), out var known) ? ((EspiDay)day).With(known) : day)];
    }
}
