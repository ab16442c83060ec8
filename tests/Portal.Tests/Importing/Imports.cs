using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>A billing system: hands files in through the API and waits for what becomes of them.</summary>
internal static class Imports
{
    public const string Key = "a key of the tests";

    public static string Sample(string path) => Path.Combine(RepositoryFolder.Path, "samples", "files", path);

    public static async Task<HttpClient> BillingSystemAsync(this PortalApp portal, string retailer = "lumen")
    {
        await portal.InAsync(retailer, scope => scope.GetRequiredService<ApiKeys>().AddAsync("billing system", Key, default));
        return portal.Api(Key);
    }

    public static Task<ImportApi.Told> HandInAsync(this PortalApp portal, string name, string text, string query = "") => portal.HandInAsync(name, Encoding.UTF8.GetBytes(text), query);

    public static async Task<ImportApi.Told> HandInAsync(this PortalApp portal, string name, byte[] content, string query = "", string retailer = "lumen")
    {
        using var client = await portal.BillingSystemAsync(retailer);
        using var body = new ByteArrayContent(content);
        var answer = await client.PostAsync(new Uri($"/{retailer}/api/imports?name={Uri.EscapeDataString(name)}{query}", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return await FinishedAsync(client, answer.Headers.Location!);
    }

    public static Task<ImportApi.Told> HandInSampleAsync(this PortalApp portal, string path, string query = "") => portal.HandInAsync(Path.GetFileName(path), File.ReadAllBytes(Sample(path)), query);

    public static async Task<ImportApi.Told> FinishedAsync(HttpClient client, Uri href)
    {
        for (var look = 1; look < 600; look++)
        {
            var told = (await client.GetFromJsonAsync<ImportApi.Told>(href))!;
            if (told.State is "Applied" or "Rejected" or "Failed") return told;
            await Task.Delay(Math.Min(look * 10, 200));   // most are over at once
        }
        throw new TimeoutException($"{href} does not come to an end.");
    }

    public static async Task<string> StateAsync(HttpClient client, Guid batch) => (await client.GetFromJsonAsync<ImportApi.Told>(new Uri($"/lumen/api/imports/{batch}", UriKind.Relative)))!.State;

    /// <summary>The sample retailer Lumen, as if it billed in another currency.</summary>
    public static Task<PortalApp> InCurrencyAsync(string code)
    {
        var folder = Directory.CreateTempSubdirectory("portal-retailers-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "lumen"));
        var text = File.ReadAllBytes(Path.Combine(RepositoryFolder.Path, "samples", "retailers", "lumen", "retailer.json"));
        File.WriteAllText(Path.Combine(folder, "lumen", "retailer.json"), Encoding.UTF8.GetString(text).Replace("\"AUD\"", $"\"{code}\"", StringComparison.Ordinal));
        return PortalApp.StartAsync(new Dictionary<string, string> { ["Retailers"] = folder });
    }

    public static ImportApi.ToldCount Of(this ImportApi.Told told, string kind) => told.Counts.Single(count => count.Kind == kind);

    /// <summary>All accounts, services and bills that the other sample files refer to.</summary>
    public static async Task WithGoodSamplesAsync(this PortalApp portal)
    {
        foreach (var file in (string[])["customers.csv", "services.csv", "statements.csv", "charges.csv", "transactions.csv", "readings.csv"])
        {
            var told = await portal.HandInSampleAsync("good/" + file);
            Assert.True(told.State == "Applied", $"{file}: {told.State} {string.Join("; ", told.Problems)}");
        }
    }
}
