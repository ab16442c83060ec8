using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>The audit trail: every act of the retailer's people is in it, and stays.</summary>
public sealed class NotingWhatPeopleDo
{
    [Fact]
    public async Task A_key_that_is_made_and_revoked_is_noted_with_who_and_without_the_key()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "office@lumen.example", "administrator");
        var admin = portal.Visit();
        await admin.SignInAsync("office@lumen.example", PortalApp.Password);

        await admin.SendAsync("/admin/imports/keys", [("name", "Billing system")]);
        var key = await portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Importing.ApiKey>().SingleAsync());
        await admin.SendAsync("/admin/imports/keys", [], $"/admin/imports/keys/{key.Id}/revoke");

        var entries = await portal.ReadAsync("lumen", db => db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync());
        Assert.Equal(["API keys Made Billing system", "API keys Revoked Billing system"], entries.Select(entry => $"{entry.Area} {entry.Action} {entry.Subject}"));
        Assert.All(entries, entry => Assert.Equal("Priya Raman", entry.Who));
        Assert.All(entries, entry => Assert.NotEqual("", entry.Trace));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task What_is_noted_can_be_neither_changed_nor_deleted(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen", new AuditEntry { At = portal.Clock.GetUtcNow().UtcDateTime, Who = "Sam", Area = "FAQs", Action = "Published", Subject = "How do I pay?" });

        await portal.DataAsync("lumen", async db =>
        {
            await Assert.ThrowsAnyAsync<Exception>(() => db.AuditEntries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Who, "Nobody")));
            await Assert.ThrowsAnyAsync<Exception>(() => db.AuditEntries.ExecuteDeleteAsync());
        });
        Assert.Equal("Sam", (await portal.ReadAsync("lumen", db => db.AuditEntries.AsNoTracking().SingleAsync())).Who);
    }
}
