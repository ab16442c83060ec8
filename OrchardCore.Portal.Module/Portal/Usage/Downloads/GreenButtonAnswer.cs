using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.MarketFiles;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>
/// Green Button, Download My Data (NAESB REQ.21 ESPI): an Atom feed with a UsagePoint for each service, a MeterReading with its ReadingType for each
/// stream, and an IntervalBlock for each day; the elements in the order of the published schema. Gaps are left out, as ESPI has no null.
/// </summary>
internal sealed class GreenButtonAnswer(DownloadSpan span, PortalDb db, Retailer retailer, RetailerCalendar calendar) : IResult
{
    private const string Atom = "http://www.w3.org/2005/Atom", Espi = "http://naesb.org/espi";
    private const string TimePath = "LocalTimeParameters/1";

    private XmlWriter _xml = null!;

    public async Task ExecuteAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        context.Response.ContentType = "application/atom+xml; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{span.FileName("green-button", "xml")}\"";
        await using var xml = XmlWriter.Create(context.Response.Body, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) });
        _xml = xml;
        await xml.WriteStartElementAsync(null, "feed", Atom);
        await TextAsync("id", UuidOf("feed " + span.FileName("", "")));
        await TextAsync("title", $"{retailer.Name}: {retailer.Wording.Word("Usage")}");
        await TextAsync("updated", Instant(calendar.UtcNow));
        await LinkAsync("self", "RetailCustomer/1/DownloadMyData");
        foreach (var service in span.Subject.Services)
        {
            var point = $"RetailCustomer/1/UsagePoint/{Uri.EscapeDataString(service.MeterNumber)}";
            await PointAsync(service, point);
            foreach (var stream in await EspiStream.OfAsync(db, service, span, calendar, stop)) await StreamAsync(service, point, stream, stop);
        }
        await TimeAsync();
        await xml.WriteEndElementAsync();
        await xml.FlushAsync();
    }

    private Task PointAsync(EnergyService service, string point) => EntryAsync(point, service.MeterNumber, calendar.UtcNow, [$"{point}/MeterReading", TimePath], async () =>
    {
        await StartAsync("UsagePoint");
        await StartAsync("ServiceCategory");
        await EspiAsync("kind", service.Type switch { "gas" => 1, "water" or "hot-water" => 2, _ => 0 });
        await EndAsync(2);
    });

    private async Task StreamAsync(EnergyService service, string point, EspiStream stream, CancellationToken stop)
    {
        var reading = $"{point}/MeterReading/{Uri.EscapeDataString(stream.Id)}";
        var type = $"ReadingType/{Uri.EscapeDataString(service.MeterNumber)}-{Uri.EscapeDataString(stream.Id)}";
        await EntryAsync(reading, stream.Title, calendar.UtcNow, [$"{reading}/IntervalBlock", type], async () =>
        {
            await StartAsync("MeterReading");
            await EndAsync(1);
        });
        await EntryAsync(type, $"{stream.Title} ({service.Unit})", calendar.UtcNow, [], async () =>
        {
            await StartAsync("ReadingType");
            await EspiAsync("accumulationBehaviour", 4);   // what was used in each interval
            await EspiAsync("commodity", service.Type switch { "gas" => 7, "water" or "hot-water" => 9, _ => 1 });
            await EspiAsync("currency", EspiCurrency.NumberOf(stream.Currency != "" ? stream.Currency : retailer.CurrencyCode));
            await EspiAsync("dataQualifier", 12);
            await EspiAsync("flowDirection", stream.IsExport ? 19 : 1);
            await EspiAsync("intervalLength", stream.Seconds);
            await EspiAsync("kind", 12);
            await EspiAsync("powerOfTenMultiplier", stream.Multiplier);
            await EspiAsync("timeAttribute", 0);
            await EspiAsync("uom", stream.Uom);
            await EndAsync(1);
        });
        await foreach (var block in stream.BlocksAsync(stop))
            await EntryAsync($"{reading}/IntervalBlock/{block.Day:yyyyMMdd}", "", block.UpdatedAt ?? calendar.UtcNow, [], () => BlockAsync(block, stream));
    }

    private async Task BlockAsync(EspiBlock block, EspiStream stream)
    {
        await StartAsync("IntervalBlock");
        await PeriodAsync("interval", block.StartsAt, (long)(block.EndsAt - block.StartsAt).TotalSeconds);
        foreach (var one in block.Intervals)
        {
            if (one.Value is not { } value) continue;
            await StartAsync("IntervalReading");
            if (one.Cost is { } cost) await EspiAsync("cost", (long)decimal.Round(cost * 100_000));   // in hundred-thousandths of the currency
            if (EspiQuality.NumberOf(one.Quality) is > 0 and var quality)
            {
                await StartAsync("ReadingQuality");
                await EspiAsync("quality", quality);
                await EndAsync(1);
            }
            await PeriodAsync("timePeriod", one.StartsAt, one.Seconds);
            await EspiAsync("value", stream.Scaled(value, block.Unit));
            if (one.Tariff.Tier != 0) await EspiAsync("consumptionTier", one.Tariff.Tier);
            if (one.Tariff.TimeOfUse != 0) await EspiAsync("tou", one.Tariff.TimeOfUse);
            if (one.Tariff.CriticalPeak != 0) await EspiAsync("cpp", one.Tariff.CriticalPeak);
            await EndAsync(1);
        }
        await EndAsync(1);
    }

    private Task TimeAsync()
    {
        var time = EspiTime.Of(retailer.Zone, calendar.UtcNow);
        return EntryAsync(TimePath, "", calendar.UtcNow, [], async () =>
        {
            await StartAsync("LocalTimeParameters");
            await _xml.WriteElementStringAsync(null, "dstEndRule", Espi, time.DstEnd);
            await EspiAsync("dstOffset", time.DstOffset);
            await _xml.WriteElementStringAsync(null, "dstStartRule", Espi, time.DstStart);
            await EspiAsync("tzOffset", time.Offset);
            await EndAsync(1);
        });
    }

    private async Task PeriodAsync(string name, DateTime start, long seconds)
    {
        await StartAsync(name);
        await EspiAsync("duration", seconds);
        await EspiAsync("start", new DateTimeOffset(DateTime.SpecifyKind(start, DateTimeKind.Utc)).ToUnixTimeSeconds());
        await EndAsync(1);
    }

    private async Task EntryAsync(string self, string title, DateTime updated, IReadOnlyList<string> related, Func<Task> content)
    {
        await _xml.WriteStartElementAsync(null, "entry", Atom);
        await TextAsync("id", UuidOf(self));
        await LinkAsync("self", self);
        await LinkAsync("up", self[..self.LastIndexOf('/')]);
        foreach (var other in related) await LinkAsync("related", other);
        await TextAsync("title", title);
        await _xml.WriteStartElementAsync(null, "content", Atom);
        await content();
        await _xml.WriteEndElementAsync();
        await TextAsync("published", Instant(updated));
        await TextAsync("updated", Instant(updated));
        await _xml.WriteEndElementAsync();
    }

    private Task TextAsync(string name, string text) => _xml.WriteElementStringAsync(null, name, Atom, text);
    private Task StartAsync(string name) => _xml.WriteStartElementAsync(null, name, Espi);
    private Task EspiAsync(string name, long number) => _xml.WriteElementStringAsync(null, name, Espi, number.ToString(CultureInfo.InvariantCulture));

    private async Task EndAsync(int count)
    {
        for (; count > 0; count--) await _xml.WriteEndElementAsync();
    }

    private async Task LinkAsync(string relation, string href)
    {
        await _xml.WriteStartElementAsync(null, "link", Atom);
        await _xml.WriteAttributeStringAsync(null, "rel", null, relation);
        await _xml.WriteAttributeStringAsync(null, "href", null, href);
        await _xml.WriteEndElementAsync();
    }

    // The same thing has the same id in every download (RFC 9562, version 8).
    private string UuidOf(string path)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{retailer.Id} {span.Subject.Services[0].AccountNumber} {path}"))[..16];
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0F | 0x80), (byte)(bytes[8] & 0x3F | 0x80));
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }

    private static string Instant(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
