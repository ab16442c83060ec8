using System.Net;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Tests.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Charges;

public sealed class ListingCharges
{
    [Fact]
    public async Task A_statements_charges_say_whether_they_make_its_current_charges()
    {
        await using var portal = await OpeningAStatement.WithBillAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var whole = WebUtility.HtmlDecode(await priya.ReadAsync("/charges?statement=90017343"));
        var part = WebUtility.HtmlDecode(await priya.ReadAsync("/charges?statement=90017343&q=daily"));

        Assert.Contains("312.4 kWh × $0.3281 · estimated", whole, StringComparison.Ordinal);
        Assert.Contains("These add up to the statement's Current Charges", whole, StringComparison.Ordinal);
        Assert.Contains("Not all of the statement", part, StringComparison.Ordinal);
        Assert.Contains("$59.37", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?statement=90017343")]
    [InlineData("?meter=1010101")]
    [InlineData("?q=anytime")]
    [InlineData("?rollup=Electricity")]
    [InlineData("?statement=90017343&format=csv")]
    public async Task Somebody_elses_charges_are_not_found_by_any_filter(string query)
    {
        await using var portal = await OpeningAStatement.WithBillAsync();
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");

        var answer = await tom.ReadAsync("/charges" + query);

        Assert.DoesNotContain("Anytime", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("161.87", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_filter_by_the_time_that_was_charged_and_undated_lines_by_their_bill()
    {
        await using var portal = await OpeningAStatement.WithBillAsync();
        await portal.AddAsync("lumen", new Charge { StatementNumber = "90017343", LineNumber = 9, AccountNumber = "1001", Rollup = "Fees", Description = "Undated fee", Amount = new Money(500) });
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var during = await priya.ReadAsync("/charges?from=2026-10-20&to=2026-10-30");
        var onIssue = await priya.ReadAsync("/charges?from=2026-11-14&to=2026-11-14");

        Assert.Contains("Anytime usage", during, StringComparison.Ordinal);
        Assert.DoesNotContain("Undated fee", during, StringComparison.Ordinal);
        Assert.Contains("Undated fee", onIssue, StringComparison.Ordinal);
        Assert.DoesNotContain("Anytime usage", onIssue, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_what_the_table_leaves_out()
    {
        await using var portal = await OpeningAStatement.WithBillAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var lines = (await (await priya.GetAsync("/charges?format=csv")).Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");

        Assert.Equal("Statement Number,Meter Number,Rollup Description,Charge Description,Start Date,End Date,Units,Charge,Unit,Rate,Tax,Estimated,Currency", lines[0]);
        Assert.Equal("90017343,1010101,Electricity,Anytime usage,2026-10-13,2026-11-12,312.4,102.50,kWh,0.3281,,yes,AUD", lines[1]);
    }
}
