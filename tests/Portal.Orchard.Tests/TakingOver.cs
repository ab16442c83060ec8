using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Deployment;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;
using Portal.Orchard.Deployment;

namespace Portal.Orchard.Tests;

/// <summary>What makes one tenant's portal its retailer's goes to another tenant in a deployment plan.</summary>
[Collection(nameof(OrchardApp))]
public sealed class TakingOver(OrchardApp portal)
{
    private const string Logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><rect width=\"10\" height=\"10\" fill=\"#123456\"/></svg>";

    [Fact]
    public async Task Brand_templates_settings_and_FAQs_of_one_tenant_arrive_at_another_and_can_be_taken_back()
    {
        await portal.InAsync("lumen", async scope =>
        {
            var (taken, fault) = await scope.GetRequiredService<PictureUpload>().TakeAsync(System.Text.Encoding.UTF8.GetBytes(Logo), default);
            Assert.Equal("", fault);
            var shelf = scope.GetRequiredService<LookShelf>();
            Assert.True(await shelf.TakeOverAsync(shelf.Published with { Brand = shelf.Published.Brand with { Colour = "#5b2a86", Logo = taken }, Words = new() { ["Statements"] = "Carried bills" } }, "Test", "Test", default));
            Assert.True(await scope.GetRequiredService<TemplateShelf>().TakeOverAsync("Frame/Foot", "<p class=\"carried\">A carried foot</p>", "Test", default));
        });
        try
        {
            var plan = await PlanAsync("lumen");
            var customer = await portal.SignedInAsync(OrchardApp.Demo, "taker", "Customer", "9401");
            Assert.Empty(await RunAsync(OrchardApp.Demo, plan));

            var page = await customer.ReadAsync("/statements");
            Assert.Contains("Carried bills", page, StringComparison.Ordinal);
            Assert.Contains("A carried foot", page, StringComparison.Ordinal);
            var logo = System.Text.RegularExpressions.Regex.Match(page, $"/{OrchardApp.Demo}/portal(/brand/files/[^\"]+)").Groups[1].Value;
            Assert.Contains("#123456", await customer.ReadAsync(logo), StringComparison.Ordinal);
            Assert.Contains(await portal.ReadAsync(OrchardApp.Demo, db => db.Set<AuditEntry>().AsNoTracking().ToListAsync()), entry => entry is { Area: "Branding", Action: "Taken over" });
            Assert.Empty(await RunAsync(OrchardApp.Demo, plan));   // the same again does no harm
        }
        finally
        {
            foreach (var tenant in new[] { "lumen", OrchardApp.Demo }) await portal.InAsync(tenant, async scope =>
            {
                await scope.GetRequiredService<LookShelf>().GoBackAsync(1, await scope.GetRequiredService<PortalDb>().LookVersions.MaxAsync(version => version.Number), "Test", default);
                var shelf = scope.GetRequiredService<TemplateShelf>();
                await shelf.ResetAsync("Frame/Foot", (await shelf.OpenAsync("Frame/Foot", default)).Edition, "Test", default);
            });
        }
    }

    [Fact]
    public async Task A_plan_that_was_changed_on_the_way_is_looked_at_as_if_it_had_been_typed()
    {
        var customer = await portal.SignedInAsync("tidewater", "wary", "Customer", "9410");
        var step = JsonNode.Parse("""
            { "name": "CustomerPortal",
              "look": { "name": "Tidewater", "brand": { "colour": "red;}body{display:none", "accent": "#f2a33a" }, "footer": { "links": [ { "label": "x", "href": "javascript:alert(1)" } ], "legal": "" } },
              "pictures": { "logo.svg": "PHN2Zz48c2NyaXB0PmFsZXJ0KDEpPC9zY3JpcHQ+PC9zdmc+" },
              "templates": { "Pages/Notice": "<script>alert(1)</script>", "../../etc/passwd": "x" },
              "facts": { "currency": "shells" } }
            """)!.AsObject();

        var refused = await RunAsync("tidewater", [step]);

        Assert.Contains(refused, one => one.Contains("brand.colour", StringComparison.Ordinal) && one.Contains("javascript:", StringComparison.Ordinal));
        Assert.Contains(refused, one => one.Contains("Pages/Notice", StringComparison.Ordinal));
        Assert.Contains(refused, one => one.Contains("no template of this name", StringComparison.Ordinal));
        Assert.Contains(refused, one => one.Contains("currency", StringComparison.Ordinal));
        Assert.DoesNotContain("alert(1)", await customer.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.NotEmpty(await RunAsync("tidewater", [JsonNode.Parse("""{ "name": "CustomerPortal", "templates": 7 }""")!.AsObject()]));
    }

    [Theory]
    [InlineData("look", """{ "name": "T", "contact": null }""")]
    [InlineData("look", """{ "name": "T", "words": null }""")]
    [InlineData("look", """{ "name": "T", "words": { "Statements": null } }""")]
    [InlineData("look", """{ "name": "T", "footer": { } }""")]
    [InlineData("look", """{ "name": "T", "menu": [ null ] }""")]
    [InlineData("look", """{ "name": "T", "menu": [ { "path": "/pay", "shown": true }, { "path": "/pay", "shown": true } ] }""")]
    [InlineData("pictures", "null")]
    [InlineData("templates", """{ "Pages/Notice": null }""")]
    [InlineData("facts", "null")]
    [InlineData("facts", "[ ]")]
    [InlineData("facts", """{ "brand": null }""")]
    [InlineData("facts", """{ "paymentOptions": [ null ] }""")]
    [InlineData("facts", """{ "plans": [ null ] }""")]
    [InlineData("facts", """{ "ticketPrefix": "<b>too long</b>" }""")]
    [InlineData("facts", """{ "footer": { "links": [ { "label": "x", "href": "javascript:alert(1)" } ], "legal": "" } }""")]
    public async Task A_gap_in_a_plan_is_refused_and_no_page_breaks(string part, string written)
    {
        Assert.NotEmpty(await RunAsync("tidewater", [new JsonObject { ["name"] = "CustomerPortal", [part] = JsonNode.Parse(written) }]));

        await portal.Visit("tidewater").ReadAsync("/help");
    }

    [Fact]
    public async Task A_picture_without_content_is_none_and_a_file_that_is_no_picture_stays_at_home()
    {
        var step = JsonNode.Parse("""{ "name": "CustomerPortal", "look": { "name": "Nobody", "brand": { "logo": "x" } }, "pictures": { "x": null } }""")!.AsObject();
        Assert.Empty(await RunAsync(OrchardApp.Demo, [step]));
        await portal.InAsync(OrchardApp.Demo, async scope =>
        {
            var retailer = scope.GetRequiredService<RetailerScope>();
            Assert.Equal(("Nobody", ""), (retailer.Current.Name, retailer.Current.Brand.Logo));
            Assert.True(File.Exists(Path.Combine(retailer.Current.Folder, "portal.db")));
            retailer.Enter(retailer.Current with { Brand = retailer.Current.Brand with { Logo = "portal.db" } });
            Assert.Empty((await scope.GetRequiredService<CarryBrand>().PackAsync(look: true, ownTemplates: false, default)).Pictures);
            await scope.GetRequiredService<LookShelf>().GoBackAsync(1, await scope.GetRequiredService<PortalDb>().LookVersions.MaxAsync(version => version.Number), "Test", default);
        });
    }

    [Theory]
    [InlineData("../lumen")]
    [InlineData("lumen/../tidewater")]
    public async Task The_demos_step_takes_the_files_of_demo_retailers_and_of_nothing_else(string retailer) =>
        Assert.Contains("expected lumen or tidewater", Assert.Single(await RunAsync("tidewater", [new JsonObject { ["name"] = "DemoFiles", ["retailer"] = retailer }])), StringComparison.Ordinal);

    [Fact]
    public async Task The_step_can_be_put_into_a_plan_in_the_admin()
    {
        var admin = await portal.SignInAsync("lumen", "admin");

        var page = await admin.Client.GetStringAsync(new Uri("/lumen/Admin/DeploymentPlan/Index", UriKind.Relative));

        Assert.Contains("Deployment", page, StringComparison.Ordinal);
        await portal.InAsync("lumen", scope =>
        {
            Assert.Contains(scope.GetServices<IDeploymentStepFactory>(), factory => factory.Name == nameof(PortalDeploymentStep));
            return Task.CompletedTask;
        });
    }

    /// <summary>The recipe's steps that a plan with all of it makes.</summary>
    private async Task<IReadOnlyList<JsonObject>> PlanAsync(string tenant)
    {
        DeploymentPlanResult result = null!;
        await portal.InAsync(tenant, async scope =>
        {
            result = new DeploymentPlanResult(new NoFiles(), new RecipeDescriptor { Name = "Plan" });
            foreach (var source in scope.GetServices<IDeploymentSource>()) await source.ProcessDeploymentStepAsync(new PortalDeploymentStep(), result);
        });
        return [.. result.Steps.Select(step => step.DeepClone().AsObject())];
    }

    /// <returns>What was refused.</returns>
    private async Task<IReadOnlyList<string>> RunAsync(string tenant, IReadOnlyList<JsonObject> steps)
    {
        List<string> refused = [];
        foreach (var step in steps)
            await portal.InAsync(tenant, async scope =>
            {
                var context = new RecipeExecutionContext { ExecutionId = "test", Name = (string)step["name"]!, Step = step.DeepClone().AsObject(), RecipeDescriptor = new RecipeDescriptor { Name = "Plan" } };
                foreach (var handler in scope.GetServices<IRecipeStepHandler>()) await handler.ExecuteAsync(context);
                refused.AddRange(context.Errors);
            });
        return refused;
    }

    private sealed class NoFiles : IFileBuilder
    {
        public Task SetFileAsync(string subpath, Stream stream) => Task.CompletedTask;
    }
}
