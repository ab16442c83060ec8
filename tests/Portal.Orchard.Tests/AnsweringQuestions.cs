using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;

namespace Portal.Orchard.Tests;

/// <summary>Help shows the site's FAQs: Orchard's content items.</summary>
[Collection(nameof(OrchardApp))]
public sealed class AnsweringQuestions(OrchardApp portal)
{
    [Fact]
    public async Task A_published_FAQ_is_on_Help_at_an_address_of_its_own_and_only_in_its_own_tenant()
    {
        await WriteAsync("lumen", "When is my meter read?", "Every **90** days.", "Metering", VersionOptions.Published);

        Assert.Contains("When is my meter read?", await portal.Visit("lumen").ReadAsync("/help"), StringComparison.Ordinal);
        Assert.Contains("Every <strong>90</strong> days.", await portal.Visit("lumen").ReadAsync("/help/when-is-my-meter-read"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit("tidewater").GetAsync("/help/when-is-my-meter-read")).StatusCode);
    }

    [Fact]
    public async Task A_draft_is_not_and_what_is_taken_back_is_gone_at_once()
    {
        var draft = await WriteAsync("lumen", "Can I pay by cheque?", "No.", "Paying", VersionOptions.Draft);
        Assert.DoesNotContain("Can I pay by cheque?", await portal.Visit("lumen").ReadAsync("/help"), StringComparison.Ordinal);

        await InAsync("lumen", async contents => await contents.PublishAsync((await contents.GetAsync(draft, VersionOptions.Latest))!));
        Assert.Contains("Can I pay by cheque?", await portal.Visit("lumen").ReadAsync("/help"), StringComparison.Ordinal);

        await InAsync("lumen", async contents => await contents.UnpublishAsync((await contents.GetAsync(draft))!));
        Assert.DoesNotContain("Can I pay by cheque?", await portal.Visit("lumen").ReadAsync("/help"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_editor_writes_runs_no_script()
    {
        await WriteAsync("lumen", "Is it <b>safe</b>?", "<script>alert(1)</script> [x](javascript:alert(1))", "Safety", VersionOptions.Published);

        var page = await portal.Visit("lumen").ReadAsync("/help/is-it-b-safe-b");

        Assert.DoesNotContain("<script>alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript:", page, StringComparison.Ordinal);
    }

    private Task InAsync(string tenant, Func<IContentManager, Task> work) => portal.InAsync(tenant, scope => work(scope.GetRequiredService<IContentManager>()));

    private async Task<string> WriteAsync(string tenant, string question, string answer, string category, VersionOptions version)
    {
        var id = "";
        await InAsync(tenant, async contents =>
        {
            var item = await contents.NewAsync("Faq");
            item.DisplayText = question;
            item.Merge(new JsonObject
            {
                ["TitlePart"] = new JsonObject { ["Title"] = question },
                ["Faq"] = new JsonObject { ["Category"] = new JsonObject { ["Text"] = category }, ["Answer"] = new JsonObject { ["Markdown"] = answer } },
            });
            await contents.CreateAsync(item, version);
            id = item.ContentItemId;
        });
        return id;
    }
}
