using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Importing;

namespace Portal.Orchard.Tests;

/// <summary>Jobs run at the host's root and enter the tenant that they are for.</summary>
[Collection(nameof(OrchardApp))]
public sealed class WorkingByItself(OrchardApp portal)
{
    [Fact]
    public async Task Files_dropped_at_both_tenants_at_once_land_where_they_belong()
    {
        const int Files = 12;
        foreach (var tenant in OrchardApp.Tenants)
            for (var file = 0; file < Files; file++) await DropAsync(tenant, $"people-{file:00}.csv", $"{tenant}-4{file:00}", 200);

        foreach (var tenant in OrchardApp.Tenants)
            await OrchardApp.UntilAsync(async () => await CountAsync(tenant, $"{tenant}-4") == Files * 200);

        Assert.Equal(0, await CountAsync("lumen", "tidewater-4"));
        Assert.Equal(0, await CountAsync("tidewater", "lumen-4"));
    }

    [Fact]
    public async Task A_tenant_that_is_reloaded_while_an_import_runs_loses_nothing()
    {
        await DropAsync("lumen", "while-reloading.csv", "reload-5", 20_000);
        await OrchardApp.UntilAsync(() => portal.ReadAsync("lumen", db => db.ImportBatches.AnyAsync(batch => batch.FileName == "while-reloading.csv")));

        for (var time = 0; time < 3; time++) await portal.Shells.ReloadShellContextAsync(Settings("lumen"));

        await OrchardApp.UntilAsync(async () => await CountAsync("lumen", "reload-5") == 20_000);
        await OrchardApp.UntilAsync(() => portal.ReadAsync("lumen", db => db.ImportBatches.AnyAsync(batch => batch.FileName == "while-reloading.csv" && batch.State == BatchState.Applied)));
    }

    [Fact]
    public async Task A_tenant_that_is_switched_off_takes_nothing_until_it_is_switched_on()
    {
        var settings = Settings("tidewater");
        await portal.Shells.UpdateShellSettingsAsync(settings.AsDisabled());
        await DropAsync("tidewater", "while-off.csv", "off-6", 5);
        await DropAsync("lumen", "while-other-off.csv", "off-6", 5);
        await OrchardApp.UntilAsync(async () => await CountAsync("lumen", "off-6") == 5);   // the other goes on
        Assert.True(File.Exists(Path.Combine(portal.DropFolder("tidewater"), "while-off.csv")));

        await portal.Shells.UpdateShellSettingsAsync(Settings("tidewater").AsRunning());

        await OrchardApp.UntilAsync(async () => await CountAsync("tidewater", "off-6") == 5);
    }

    private ShellSettings Settings(string tenant) => portal.Shells.GetSettings(tenant);

    private Task<int> CountAsync(string tenant, string prefix) =>
        portal.ReadAsync(tenant, db => db.Set<Account>().CountAsync(account => account.AccountNumber.StartsWith(prefix)));

    private async Task DropAsync(string tenant, string name, string prefix, int rows)
    {
        var text = new StringBuilder("account_number,email,first_name,last_name\n");
        for (var row = 0; row < rows; row++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}-{row:000000},a@example.com,A,B\n");
        var drop = portal.DropFolder(tenant);
        await File.WriteAllTextAsync(Path.Combine(drop, name + ".part"), text.ToString());
        File.Move(Path.Combine(drop, name + ".part"), Path.Combine(drop, name));
    }
}
