using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

/// <summary>Keeps what failed for the retailer's people to see. The page goes out in any case.</summary>
internal sealed class TemplateFailures(RetailerDatabases databases, TimeProvider clock) : ITemplateFailures
{
    private const int Longest = 1_000;

    public async ValueTask NoteAsync(Retailer retailer, string path, string fault)
    {
        try
        {
            await using var db = databases.Open(retailer);
            var row = await db.TemplateFailures.SingleOrDefaultAsync(one => one.Path == path);
            if (row is null) db.Add(row = new TemplateFailure { Path = path, Fault = "", At = default });
            (row.Fault, row.At) = (fault.Length > Longest ? fault[..Longest] : fault, clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        }
        catch (Exception refused) when (refused is DbUpdateException or DbException)
        {
            // Another process has noted it at the same moment, or the log alone tells of it.
        }
    }
}
