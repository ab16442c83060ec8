using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>A service with all that reading its meter's intervals takes, asked for once: whose time it is, and the channels by their names.</summary>
internal sealed record ServiceMeter(EnergyService Service, Occupancy Time, IReadOnlyDictionary<string, MeterChannel> Channels)
{
    /// <param name="service">One of the customer's: <c>db.EnergyServices.For(customer)</c>.</param>
    public static async Task<ServiceMeter> OfAsync(PortalDb db, EnergyService service, RetailerCalendar calendar, CancellationToken stop) =>
        new(service, await Occupancy.OfAsync(db, service, calendar, stop), await db.MeterChannels.Of(service).ToDictionaryAsync(channel => channel.Channel, StringComparer.Ordinal, stop));
}
