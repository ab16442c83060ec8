using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.Demo;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;
using OrchardCore.Settings;
using OrchardCore.Users.Models;
using OrchardCore.Users.Services;

namespace Portal.Orchard.Host;

/// <summary>Where the demo retailers lie in the samples, and which of them a tenant becomes: the one of its name, or else the first.</summary>
internal sealed class DemoRetailer(ShellSettings shell, IOptions<ShellOptions> places, IConfiguration settings, IHostEnvironment host)
{
    public string Of(string asked) => asked != "" ? asked : DemoFiles.Retailers.FirstOrDefault(one => one == shell.Name) ?? DemoFiles.Retailers[0];

    /// <summary>The tenant's own folder for the portal, in which it says who it became.</summary>
    public string Folder => Directory.CreateDirectory(Path.Combine(places.Value.ShellsApplicationDataPath, places.Value.ShellsContainerName, shell.Name, "portal")).FullName;
    public string Mark => Path.Combine(Folder, ".demo");

    public string Files(string retailer) => Path.Combine(Sample("Demo:Retailers"), retailer);
    public string SignIns => Sample("Demo:SignIns");

    private string Sample(string name) => Path.GetFullPath(settings[name] ?? throw new InvalidOperationException($"{name} is not set: where samples/ of the portal lie."), host.ContentRootPath);
}

/// <summary>Step "DemoFiles", before the portal's features are switched on: pictures, answers and templates, and the files of a billing system in the drop folder, dated up to today.</summary>
internal sealed class DemoFilesStep(DemoRetailer demo, TimeProvider clock) : NamedRecipeStepHandler("DemoFiles")
{
    protected override async Task HandleAsync(RecipeExecutionContext context)
    {
        var retailer = demo.Of(context.Step["retailer"]?.ToString() ?? "");
        if (!DemoFiles.Retailers.Contains(retailer))
        {
            context.Errors.Add($"DemoFiles: retailer: expected {string.Join(" or ", DemoFiles.Retailers)}.");   // it becomes a path below
            return;
        }
        var from = demo.Files(retailer);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(demo.Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
        var made = Path.Combine(demo.Folder, "demo-files");
        DemoFiles.Write(retailer, made, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var drop = Directory.CreateDirectory(Path.Combine(demo.Folder, "drop")).FullName;
        foreach (var file in Directory.GetFiles(made)) File.Move(file, Path.Combine(drop, Path.GetFileName(file)), overwrite: true);
        await File.WriteAllTextAsync(demo.Mark, retailer);
    }
}

/// <summary>Step "DemoPeople", after them: the retailer's section of the settings, its customers linked to their accounts, and its people with their roles.</summary>
internal sealed class DemoPeopleStep(DemoRetailer demo, IServiceProvider services) : NamedRecipeStepHandler("DemoPeople")
{
    // Asked for late: steps are made before the features are there that bring settings and users.
    private ISiteService Sites => services.GetRequiredService<ISiteService>();
    private IUserService Users => services.GetRequiredService<IUserService>();

    private sealed record Listed(IReadOnlyList<ListedSignIn> SignIns);
    private sealed record ListedSignIn(string Retailer, string Email, string Name, string Password, string Role, IReadOnlyList<string>? Accounts = null);

    protected override async Task HandleAsync(RecipeExecutionContext context)
    {
        var retailer = await File.ReadAllTextAsync(demo.Mark);
        await SetAsync(retailer);
        await using var file = File.OpenRead(demo.SignIns);
        var listed = (await JsonSerializer.DeserializeAsync<Listed>(file, JsonSerializerOptions.Web))!;
        // Whoever set the tenant up is its administrator.
        foreach (var person in listed.SignIns.Where(one => one.Retailer == retailer && one.Role != "administrator")) await AddAsync(person, context);
    }

    /// <summary>Name, time zone and culture stay the site's.</summary>
    private async Task SetAsync(string retailer)
    {
        var section = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(demo.Files(retailer), "retailer.json")))!.AsObject();
        foreach (var own in new[] { "id", "name", "hosts", "prefix", "timeZone", "culture" }) section.Remove(own);
        var site = await Sites.LoadSiteSettingsAsync();
        site.Properties["Retailer"] = section;
        await Sites.UpdateSiteSettingsAsync(site);
    }

    private async Task AddAsync(ListedSignIn person, RecipeExecutionContext context)
    {
        var user = new User { UserName = person.Email[..person.Email.IndexOf('@')], Email = person.Email, EmailConfirmed = true, IsEnabled = true, RoleNames = [RoleOf(person.Role)] };
        foreach (var number in person.Accounts ?? []) user.UserClaims.Add(new UserClaim { ClaimType = "account_number", ClaimValue = number });
        await Users.CreateUserAsync(user, person.Password, (field, fault) => context.Errors.Add($"{person.Email}: {field}: {fault}"));
    }

    /// <summary>"trained-support" is "Trained support" among Orchard's roles.</summary>
    private static string RoleOf(string key) => char.ToUpperInvariant(key[0]) + key[1..].Replace('-', ' ');
}
