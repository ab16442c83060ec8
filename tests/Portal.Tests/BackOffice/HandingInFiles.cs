using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>Files handed in through the page, with names that nobody would give a file who meant well.</summary>
public sealed class HandingInFiles
{
    private const string Good = "account_number,email,first_name,last_name\n1001,a@example.com,A,B\n";

    [Fact]
    public async Task Several_at_once_are_taken_and_each_has_its_report()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var answer = await HandInAsync(alex, [("a.csv", Good), ("b.csv", Good), ("b.csv", Good + "1002,nobody,A,B\n")]);
        Assert.Contains("3 files are here", await alex.FollowAsync(answer));
        await DoneAsync(portal, 3);

        var batches = await portal.ReadAsync("lumen", db => db.ImportBatches.AsNoTracking().OrderBy(batch => batch.FileName).ThenBy(batch => batch.Bytes).ToListAsync());
        Assert.Equal([("a.csv", BatchState.Applied), ("b.csv", BatchState.Applied), ("b.csv", BatchState.Rejected)], batches.Select(batch => (batch.FileName, batch.State)));
        Assert.Equal("still", await alex.ReadAsync("/admin/imports/stamp"));
        Assert.Contains("Rejected", await alex.ReadAsync($"/admin/imports/{batches[2].Id}/stamp"));

        using var script = await HandInAsync(alex, [("c.csv", Good)], json: true);
        Assert.StartsWith("{\"href\":\"/lumen/admin/imports/", await script.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var empty = await HandInAsync(alex, [], json: true);
        Assert.Contains("Choose a file first.", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var forged = await HandInAsync(alex, [("d.csv", Good)], token: "made up");
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task A_hostile_name_is_a_name_and_nothing_else()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var before = Directory.GetFiles(portal.DataFolder, "*", SearchOption.AllDirectories).Length;
        (string Name, string Shown)[] names =
        [
            ("../../x.csv", "x.csv"), ("..\\..\\y.csv", "y.csv"), ("CON.csv", "CON.csv"), ("pay\u202Evsc.exe", "payvsc.exe"), ("zero\u200Bwidth\u0007.csv", "zerowidth.csv"), ("...", "unnamed"),
            (new string('n', 300) + ".csv", new string('n', 99) + "…" + new string('n', 16) + ".csv"), ("<script>alert(1)</script>.csv", "script>.csv"), ("😀.csv", "😀.csv"),
        ];
        foreach (var (name, _) in names) Assert.Equal(HttpStatusCode.Redirect, (await HandInAsync(alex, [(name, Good)])).StatusCode);
        await DoneAsync(portal, names.Length);

        Assert.Equal(names.Select(name => name.Shown).Order(StringComparer.Ordinal), (await portal.ReadAsync("lumen", db => db.ImportBatches.Select(batch => batch.FileName).ToListAsync())).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("<script>alert", await alex.ReadAsync("/admin/imports"));
        Assert.True(Directory.GetFiles(portal.DataFolder, "*", SearchOption.AllDirectories).Length > before);
        Assert.DoesNotContain(Directory.GetFiles(portal.DataFolder, "*.csv", SearchOption.AllDirectories), path => Path.GetFileName(path) is not "problems.csv");
    }

    [Fact]
    public async Task A_file_that_is_too_large_does_not_keep_the_others_out()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Imports:MaxFileBytes"] = "2000" });
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var page = await alex.FollowAsync(await HandInAsync(alex, [("large.csv", Good + new string('x', 5000)), ("small.csv", Good)]));
        Assert.Contains("large.csv: Too large", page);
        await DoneAsync(portal, 1);
        var trail = await alex.ReadAsync("/admin/audit");
        Assert.Contains("small.csv", trail);
        Assert.DoesNotContain("large.csv", trail);
        Assert.Equal(["small.csv"], await portal.ReadAsync("lumen", db => db.ImportBatches.Select(batch => batch.FileName).ToListAsync()));
    }

    private static async Task<HttpResponseMessage> HandInAsync(Visitor person, (string Name, string Content)[] files, bool json = false, string? token = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(token ?? Visitor.TokenIn(await person.ReadAsync("/admin/imports"))), "__RequestVerificationToken" } };
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
            form.Add(part);
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/lumen/admin/imports", UriKind.Relative)) { Content = form };
        if (json) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await person.Client.SendAsync(request);
    }

    private static async Task DoneAsync(PortalApp portal, int batches)
    {
        for (var look = 0; look < 300; look++)
        {
            if (await portal.ReadAsync("lumen", db => db.ImportBatches.CountAsync(batch => batch.FinishedAt != null)) >= batches) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("The files are never done.");
    }
}
