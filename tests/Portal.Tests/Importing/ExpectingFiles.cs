using System.Net;
using OrchardCore.Portal.Tests.BackOffice;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>Where files come from: what is expected, what lies in the drop folder, and why.</summary>
public sealed class ExpectingFiles
{
    [Fact]
    public async Task What_is_expected_is_late_until_it_comes()
    {
        await using var portal = await PortalApp.StartAsync();   // Sunday noon in Sydney
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await alex.FollowAsync(await alex.SendAsync("/admin/imports/sources", [("kind", "customers"), ("by", "14:00"), ("days", "daily")]));
        await alex.FollowAsync(await alex.SendAsync("/admin/imports/sources", [("kind", "readings"), ("by", "14:00"), ("days", "weekdays")]));
        Assert.Contains("customers by 2:00 pm, every day Has not come yet. Next by 22 Nov 2026, 2:00 pm. Not due yet", await PageAsync());
        Assert.DoesNotContain("Late:", await alex.ReadAsync("/admin/imports"));

        portal.Clock.Advance(TimeSpan.FromHours(3));
        await alex.SignInAsync("administrator@lumen.example", PortalApp.Password);
        Assert.Contains("Late: customers, which should have come by 22 Nov 2026, 2:00 pm.", MendingImports.Text(await alex.ReadAsync("/admin/imports")).Replace("</b>", "", StringComparison.Ordinal));
        Assert.Contains("No file of customers came It should have come by 22 Nov 2026, 2:00 pm.", MendingImports.Text(await alex.ReadAsync("/admin")));
        Assert.Contains("readings by 2:00 pm, Monday to Friday Has not come yet. Next by 23 Nov 2026, 2:00 pm. Not due yet", await PageAsync());

        await portal.HandInAsync("customers.csv", "account_number,email,first_name,last_name\n1001,a@example.com,A,B\n");
        Assert.DoesNotContain("Late:", await alex.ReadAsync("/admin/imports"));
        Assert.DoesNotContain("No file of", await alex.ReadAsync("/admin"));
        Assert.Contains("On time", await PageAsync());

        portal.Clock.Advance(TimeSpan.FromHours(24));   // what came an hour late was Sunday's, and is not Monday's too
        await alex.SignInAsync("administrator@lumen.example", PortalApp.Password);
        Assert.Contains("customers, which should have come by 23 Nov 2026, 2:00 pm", MendingImports.Text(await alex.ReadAsync("/admin/imports")).Replace("</b>", "", StringComparison.Ordinal));
        await portal.HandInAsync("customers.csv", "account_number,email,first_name,last_name\n1001,a@example.com,A,C\n");
        Assert.DoesNotContain("customers, which", await alex.ReadAsync("/admin/imports"));

        var odd = await alex.SendAsync("/admin/imports/sources", [("kind", "secrets"), ("by", "6 in the morning"), ("days", "daily")]);
        Assert.Equal(HttpStatusCode.OK, odd.StatusCode);
        Assert.Contains("enter a time as 06:00", await odd.Content.ReadAsStringAsync());
        var twice = await alex.SendAsync("/admin/imports/sources", [("kind", "customers"), ("by", "14:00"), ("days", "daily")]);
        Assert.Contains("This is expected already.", await twice.Content.ReadAsStringAsync());
        Assert.Contains("Expected from now on", await alex.ReadAsync("/admin/audit"));

        async Task<string> PageAsync() => MendingImports.Text(await alex.ReadAsync("/admin/imports/sources"));
    }

    [Fact]
    public async Task What_lies_in_the_drop_folder_says_why_and_never_where_on_the_server()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Imports:DropFolderName"] = "sftp://files.example.com/{retailer}/drop" });
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var drop = Directory.CreateDirectory(Path.Combine(portal.DataFolder, "retailers", "lumen", "drop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(drop, "night.csv.part"), "half");
        File.SetLastWriteTimeUtc(Path.Combine(drop, "night.csv.part"), portal.Clock.GetUtcNow().UtcDateTime.AddHours(-2));

        var page = await alex.ReadAsync("/admin/imports/sources");
        Assert.Contains("night.csv.part", page);
        Assert.Contains("Rename it when it is whole.", page);
        Assert.Contains("Stuck", page);
        Assert.Contains("sftp://files.example.com/lumen/drop", page);
        Assert.DoesNotContain(portal.DataFolder, page);
        var other = await OfficePeople.SignedInAsync(portal, "tidewater", "administrator");
        Assert.DoesNotContain("night.csv.part", await other.ReadAsync("/admin/imports/sources"));
    }
}
