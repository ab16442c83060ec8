using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Tests.Importing;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>Somebody at the retailer sees that an import failed, finds out why, and mends it, without asking us.</summary>
public sealed partial class MendingImports
{
    private const string People = "account_number,email,first_name,last_name\n1001,priya@example.com,Priya,Raman\n";

    [Fact]
    public async Task The_report_says_what_is_wrong_once_for_all_rows_and_the_mended_rows_go_in()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.HandInAsync("customers.csv", People);
        var rows = new StringBuilder("reference,account_number,date,description,amount\n");
        for (var row = 1; row <= 30; row++) rows.Append(CultureInfo.InvariantCulture, $"T{row},1001,2026-01-15,=1+1,{(row <= 5 ? "\"1.234,56\"" : row == 6 ? "$9" : "-10.00")}\n");
        rows.Append("T31,1001,31/03/2026,Payment,-1.00\n");
        var told = await portal.HandInAsync("transactions.csv", rows.ToString());
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");

        var report = Text(await alex.ReadAsync($"/admin/imports/{told.Id}"));
        Assert.Contains("6 rows: amount", report);
        Assert.Contains("Expected: an amount as 12.34", report);
        Assert.Contains("line 2 1.234,56", report);
        Assert.Contains("1 row: date", report);
        Assert.Contains("line 32 31/03/2026", report);
        Assert.Contains("24 rows are written now; 7 stay out", report);
        Assert.Contains("columns#transactions", await alex.ReadAsync($"/admin/imports/{told.Id}"));
        Assert.DoesNotContain("31/03/2026", Text(await alex.ReadAsync($"/admin/imports/{told.Id}?what=0")).Split("Line by line")[1]);

        var answer = await alex.SendAsync($"/admin/imports/{told.Id}", [], $"/admin/imports/{told.Id}/good-rows");
        await alex.FollowAsync(answer);
        Assert.Equal("Applied", (await FinishedAsync(portal, told.Id)).State);

        var refused = await alex.ReadAsync($"/admin/imports/{told.Id}/refused/01-transactions-refused.csv");
        Assert.Contains(",'=1+1,", refused);   // a spreadsheet shows it and does not work it out
        Assert.Contains("refused_because", refused);
        var mended = await portal.HandInAsync("mended.csv", refused.Replace("\"1.234,56\"", "1234.56", StringComparison.Ordinal).Replace("$9", "9", StringComparison.Ordinal).Replace("31/03/2026", "2026-03-31", StringComparison.Ordinal));
        Assert.Equal(("Applied", 7L), (mended.State, mended.Of("transactions").Added));
        Assert.Equal(["=1+1", "Payment"], await portal.ReadAsync("lumen", db => Task.FromResult(db.Set<OrchardCore.Portal.Transactions.LedgerEntry>().Select(entry => entry.Description).Distinct().OrderBy(text => text).ToList())));
    }

    [Fact]
    public async Task What_spreadsheets_make_of_a_file_is_called_by_its_name()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        const string good = "account_number,email,first_name,last_name\r\n1001,a@example.com,A,B\r\n";

        await Said("semicolons.csv", good.Replace(',', ';'), "semicolons between the columns", "commas between the columns");
        await Said("tabs.csv", good.Replace(',', '\t'), "tabs between the columns", "commas");
        await Said("headless.csv", "1001,a@example.com,A,B\r\n1002,b@example.com,B,C\r\n", "a row of values", "account_number,email,first_name,last_name");
        await Said("spaces.csv", good.Replace("account_number", "Account Number", StringComparison.Ordinal), "Account Number", "did you mean account_number?");
        await Said("typing.csv", good.Replace("last_name", "lastname", StringComparison.Ordinal), "lastname", "did you mean last_name?");
        await Said("empty-columns.csv", good.Replace("last_name", "last_name,,", StringComparison.Ordinal).Replace(",B\r", ",B,,\r", StringComparison.Ordinal), "column 5", "delete them there");
        await Said("utf16.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(good)).ToArray(), "UTF-16", "CSV UTF-8");
        await Said("latin.csv", Encoding.Latin1.GetBytes(good.Replace(",A,", ",Zoë,", StringComparison.Ordinal)), "byte EB", "another encoding");
        await Said("book.csv", Zip.Of(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")), "an Excel workbook (.xlsx)", "CSV UTF-8");
        await Said("old.csv", new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3 }, "a workbook or document of Office", "CSV UTF-8");
        Assert.Equal("Applied", (await portal.HandInAsync("hint.csv", "sep=,\r\n" + good)).State);
        Assert.Equal("Applied", (await portal.HandInAsync("mark.csv", "\ufeff" + good.Replace(",B\r", ",\"B\r\nand son\"\r", StringComparison.Ordinal))).State);

        async Task Said(string name, object content, string found, string expected)
        {
            var told = await portal.HandInAsync(name, content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            Assert.Equal("Rejected", told.State);
            var report = Text(await alex.ReadAsync($"/admin/imports/{told.Id}"));
            Assert.True(report.Contains(found, StringComparison.Ordinal) && report.Contains(expected, StringComparison.Ordinal), $"{name}: {report}");
        }
    }

    [Fact]
    public async Task The_columns_that_are_expected_are_told_with_an_empty_file_of_each()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var page = Text(await alex.ReadAsync("/admin/imports/columns"));
        Assert.Contains("read_at Yes, and not empty an instant as 2026-03-31T07:00:00+10:00, or a date", page);
        Assert.Contains("bill_delivery No one of: email, post", page);

        Assert.Equal("meter_number,read_at,reading,register,quality,unit\r\n", await alex.ReadAsync("/admin/imports/columns/readings.csv"));
        Assert.Equal(HttpStatusCode.NotFound, (await alex.GetAsync("/admin/imports/columns/secrets.csv")).StatusCode);
    }

    internal static async Task<ImportApi.Told> FinishedAsync(PortalApp portal, Guid id)
    {
        using var client = await portal.BillingSystemAsync();
        return await Imports.FinishedAsync(client, new Uri($"/lumen/api/imports/{id}", UriKind.Relative));
    }

    /// <summary>What a reader sees of a page.</summary>
    internal static string Text(string html) => Blank().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ");

    [GeneratedRegex("<[^>]+>")] private static partial Regex Tag();
    [GeneratedRegex(@"\s+")] private static partial Regex Blank();
}
