using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>The instants between which a customer had a meter: it outlives its tenants, and nobody may see what it counted for the one before or after.</summary>
/// <param name="From">UTC, as <paramref name="To"/> is.</param>
internal sealed record Occupancy(string MeterNumber, DateTime From, DateTime To)
{
    /// <summary>
    /// It ends with the day of moving out; where nobody has said that, with the day of the disconnection, or else the day on which the retailer told us of it; and in any
    /// case when another account moves in.
    /// </summary>
    /// <param name="service">One of the customer's: <c>db.EnergyServices.For(customer)</c>.</param>
    public static async Task<Occupancy> OfAsync(PortalDb db, EnergyService service, RetailerCalendar calendar, CancellationToken stop)
    {
        var next = await db.EnergyServices.OfEveryAccount().AsNoTracking()
            .Where(other => other.MeterNumber == service.MeterNumber && other.AccountNumber != service.AccountNumber && other.MoveInOn > service.MoveInOn)
            .OrderBy(other => other.MoveInOn).Select(other => (DateOnly?)other.MoveInOn).FirstOrDefaultAsync(stop);
        var last = service.MoveOutOn ?? (service.Status == ServiceStatus.Disconnected ? service.StatusOn ?? await ToldOnAsync(db, service, calendar, stop) : null);
        var end = last?.AddDays(1);
        if (end is null || next < end) end = next ?? end;
        return new(service.MeterNumber, calendar.StartOf(service.MoveInOn), end is { } day ? calendar.StartOf(day) : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));
    }

    /// <returns>Of a service whose file nobody has any more, the day of moving in: whoever lives there now shall not be seen for want of a date.</returns>
    private static async Task<DateOnly> ToldOnAsync(PortalDb db, EnergyService service, RetailerCalendar calendar, CancellationToken stop) =>
        await db.ImportBatches.Where(batch => batch.Id == service.BatchId).Select(batch => (DateTime?)batch.ReceivedAt).SingleOrDefaultAsync(stop) is { } at ? calendar.DayOf(at) : service.MoveInOn;
}
