using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Tests;

namespace Portal.Orchard.Tests;

/// <summary>The portal's data lies where the tenant's own does.</summary>
[Collection(nameof(OrchardApp))]
public sealed class StoringBesideTheSite(OrchardApp portal)
{
    [Fact]
    public async Task A_tenant_on_SQLite_has_a_file_of_its_own() =>
        Assert.EndsWith(Path.Combine("Sites", "lumen", "portal", "portal.db"), await portal.ReadAsync("lumen", db => Task.FromResult(db.Database.GetDbConnection().DataSource)), StringComparison.Ordinal);

    [SkippableFact]
    public async Task A_tenant_on_PostgreSQL_has_a_schema_in_the_sites_database()
    {
        Needs.PostgreSql();
        const string Tenant = OrchardApp.OnPostgreSql;
        var customer = await portal.SignedInAsync(Tenant, "sailor", "Customer", "7001");
        await portal.ReadAsync(Tenant, db => { db.Add(KeepingTenantsApart.StatementOf("H-1", "7001")); return db.SaveChangesAsync(); });

        Assert.Contains("H-1", await customer.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.Equal([$"portal_{Tenant}", "public"], await portal.ReadAsync(Tenant, db =>
            db.Database.SqlQuery<string>($"SELECT table_schema AS \"Value\" FROM information_schema.tables WHERE table_name IN ('statements', 'Document') ORDER BY 1").ToListAsync()));
    }
}
