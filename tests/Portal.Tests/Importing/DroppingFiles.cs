using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>The drop folder: a file that lies still is taken, and comes back with a report.</summary>
public sealed class DroppingFiles
{
    private const string Good = "account_number,email,first_name,last_name\n1,a@example.com,A,B\n";

    [Fact]
    public async Task A_file_is_taken_when_it_is_still_and_ends_among_the_done_or_the_refused()
    {
        await using var portal = await PortalApp.StartAsync();
        var drop = Directory.CreateDirectory(Path.Combine(portal.DataFolder, "retailers", "lumen", "drop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(drop, "people.csv"), Good);
        await File.WriteAllTextAsync(Path.Combine(drop, "wrong.csv"), "what,is,this\n1,2,3\n");
        await File.WriteAllTextAsync(Path.Combine(drop, "later.csv.part"), Good);
        await File.WriteAllTextAsync(Path.Combine(drop, ".hidden.csv"), Good);

        await Until(() => Reports(drop, "done") == 1 && Reports(drop, "refused") == 1);

        Assert.Equal([".hidden.csv", "later.csv.part"], Directory.GetFiles(drop).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Accounts.CountAsync()));
        Assert.Contains("1 added", await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(drop, "done"), "people*.report.txt").Single(), System.Text.Encoding.UTF8), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(drop, "refused"), "wrong*.problems.csv"));
    }

    [Fact]
    public async Task A_file_that_still_grows_is_left_alone()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Imports:DropFolderSeconds"] = "3" });
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(portal.DataFolder, "retailers", "lumen", "drop")).FullName, "people.csv");
        await using (var file = new StreamWriter(path) { AutoFlush = true })
        {
            await file.WriteAsync(Good);
            for (var line = 2; line < 10; line++)
            {
                await file.WriteAsync($"{line},a@example.com,A,B\n");
                await Task.Delay(400);
                Assert.True(File.Exists(path));
            }
        }

        await Until(() => !File.Exists(path));
        await Until(() => Reports(Path.GetDirectoryName(path)!, "done") == 1);
        Assert.Equal(9, await portal.ReadAsync("lumen", db => db.Accounts.CountAsync()));
    }

    private static int Reports(string drop, string outcome) => Directory.Exists(Path.Combine(drop, outcome)) ? Directory.GetFiles(Path.Combine(drop, outcome), "*.report.txt").Length : 0;

    private static async Task Until(Func<bool> happened)
    {
        for (var look = 0; look < 300 && !happened(); look++) await Task.Delay(100);
        Assert.True(happened());
    }
}
