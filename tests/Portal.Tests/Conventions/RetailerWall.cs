using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>A leak between retailers is an exception, not a default.</summary>
public sealed class RetailerWall
{
    [Fact]
    public async Task The_database_cannot_be_had_outside_a_retailer()
    {
        await using var portal = await PortalApp.StartAsync();
        await using var scope = portal.Services.CreateAsyncScope();

        Assert.Throws<InvalidOperationException>(scope.ServiceProvider.GetRequiredService<PortalDb>);
    }

    [Fact]
    public async Task A_scope_cannot_become_another_retailers()
    {
        await using var portal = await PortalApp.StartAsync();
        var retailers = portal.Services.GetRequiredService<IRetailerScopes>();

        await retailers.RunAsync("lumen", scope =>
        {
            Assert.Throws<InvalidOperationException>(() => scope.GetRequiredService<RetailerScope>().Enter(retailers.All.Single(one => one.Id == "tidewater")));
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task What_one_retailer_protected_is_worthless_at_another()
    {
        await using var portal = await PortalApp.StartAsync();
        var sealedText = "";
        await portal.InAsync("lumen", scope => { sealedText = Protector(scope).Protect("a ticket"); return Task.CompletedTask; });

        await portal.InAsync("lumen", scope => { Assert.Equal("a ticket", Protector(scope).Unprotect(sealedText)); return Task.CompletedTask; });
        await portal.InAsync("tidewater", scope =>
        {
            Assert.Throws<System.Security.Cryptography.CryptographicException>(() => Protector(scope).Unprotect(sealedText));
            return Task.CompletedTask;
        });
    }

    private static IDataProtector Protector(IServiceProvider scope) => scope.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
