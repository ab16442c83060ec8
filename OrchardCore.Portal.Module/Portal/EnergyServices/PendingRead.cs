using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>A final read that the retailer has and has not settled: a service can have one at a time.</summary>
internal static class PendingRead
{
    public static string Once(int serviceId) => $"final-read:{serviceId}";

    /// <returns>References of the tickets, by service.</returns>
    public static async Task<IReadOnlyDictionary<int, string>> OfAsync(PortalDb db, Customer customer, CancellationToken stop) =>
        await (from read in db.FinalReads.For(customer)
               join log in db.ContactLogs.For(customer).StillOpen() on read.ContactLogId equals log.Id
               select new { read.ServiceId, log.Reference }).ToDictionaryAsync(read => read.ServiceId, read => read.Reference, stop);
}
