using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Portal.Tests;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace Portal.Orchard.Tests;

/// <summary>Balance and Pay my bill on a page of the site.</summary>
[Collection(nameof(OrchardApp))]
public sealed class PlacingPieces(OrchardApp portal)
{
    [Fact]
    public async Task Each_person_sees_their_own_balance_on_the_same_page_and_a_stranger_the_ways_in()
    {
        var page = await WritePageAsync("lumen", "<p>Welcome.</p>[portal_balance][portal_pay]");
        var one = await portal.SignedInAsync("lumen", "piece-one", "Customer", "8001");
        var two = await portal.SignedInAsync("lumen", "piece-two", "Customer", "8002");
        await portal.ReadAsync("lumen", db => { db.AddRange(Owed("8001", 16_187), Owed("8002", 4_250)); return db.SaveChangesAsync(); });

        Assert.Contains("$161.87", await ReadAsync(one, page), StringComparison.Ordinal);
        var other = await ReadAsync(two, page);
        Assert.Contains("$42.50", other, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/portal/pay\"", other, StringComparison.Ordinal);
        Assert.DoesNotContain("161.87", other, StringComparison.Ordinal);
        var stranger = await ReadAsync(portal.Visit("lumen"), page);
        Assert.DoesNotContain("$42.50", stranger, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/portal/pay/guest\"", stranger, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(Visitor visitor, Uri page)
    {
        var answer = await visitor.Client.GetAsync(page);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return await answer.Content.ReadAsStringAsync();
    }

    private static LedgerEntry Owed(string account, long cents) => new()
    {
        AccountNumber = account,
        On = new DateOnly(2026, 11, 1),
        Description = "Statement",
        Amount = new Money(cents),
        Kind = LedgerKind.Bill,
        Source = "import",
        SourceId = "piece-" + account,
    };

    private async Task<Uri> WritePageAsync(string tenant, string html)
    {
        var id = "";
        await portal.InAsync(tenant, async scope =>
        {
            await scope.GetRequiredService<IContentDefinitionManager>().AlterTypeDefinitionAsync("PieceTest", type => type.Creatable().WithPart("HtmlBodyPart"));
            var contents = scope.GetRequiredService<IContentManager>();
            var item = await contents.NewAsync("PieceTest");
            item.Merge(new JsonObject { ["HtmlBodyPart"] = new JsonObject { ["Html"] = html } });
            await contents.CreateAsync(item, VersionOptions.Published);
            id = item.ContentItemId;
        });
        return new Uri($"/{tenant}/Contents/ContentItems/{id}", UriKind.Relative);
    }
}
