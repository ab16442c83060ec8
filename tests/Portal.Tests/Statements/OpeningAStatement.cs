using System.Net;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tests.Transactions;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;
using UglyToad.PdfPig;

namespace OrchardCore.Portal.Tests.Statements;

public sealed class OpeningAStatement
{
    [Fact]
    public async Task The_bill_says_what_is_due_for_what_and_how_it_came_about()
    {
        await using var portal = await WithBillAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/statements/90017343"));

        foreach (var text in new[]
        {
            "Tax invoice 90017343", "Amount due", "$161.87", "Due Friday 4 December 2026", "Electricity meter", "1010101", "Previous balance", "\u2212$148.20", "Carried forward",
            "Anytime usage", "312.4 kWh", "$0.3281", "estimated", "These charges add up to the current charges of $161.87.", "GST of $14.72 is included in these charges.",
            "href=\"/lumen/pay\"", "href=\"/lumen/statements/90017343/pdf\"", "href=\"/lumen/contact?type=billing&statement=90017343\"", "reference: 1001",
        })
            Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_portal_makes_a_pdf_with_all_of_it_where_the_retailer_gave_none()
    {
        await using var portal = await WithBillAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var answer = await priya.GetAsync("/statements/90017343/pdf");
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync());
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline; filename=\"Lumen-Energy-90017343.pdf\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("Lumen Energy tax invoice 90017343", pdf.Information.Title);
        foreach (var part in new[] { "90017343", "$161.87", "\u2212$148.20", "Anytime usage", "312.4 kWh", "$14.72", "Page 1 of", "Ways to pay", "reference: 1001" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bill_of_many_lines_goes_over_several_sheets_under_a_repeated_head()
    {
        await using var portal = await WithBillAsync();
        await portal.AddAsync("lumen", [.. Enumerable.Range(10, 120).Select(n => ChargeOf(n, 0, $"Call number {n}"))]);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        using var pdf = PdfDocument.Open(await (await priya.GetAsync("/statements/90017343/pdf")).Content.ReadAsByteArrayAsync());

        Assert.True(pdf.NumberOfPages >= 4, $"{pdf.NumberOfPages} pages");
        Assert.All(pdf.GetPages().SkipLast(1), page => Assert.Contains("Units", page.GetWords().Select(word => word.Text)));
        Assert.Contains($"Page {pdf.NumberOfPages} of {pdf.NumberOfPages}", string.Join(' ', pdf.GetPages().Last().GetWords().Select(word => word.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.4 the retailer's own %%EOF", true)]
    [InlineData("%PDF-1.4 cut off in the midd", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task The_retailers_own_pdf_is_sent_unless_it_is_damaged_or_gone(string? stored, bool sent)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", ListingStatements.StatementOf("90017343", "1001", pdf: "abc.pdf"));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var folder = Directory.CreateDirectory(Path.Combine(portal.DataFolder, "retailers", "lumen", "pdfs")).FullName;
        if (stored is not null) await File.WriteAllTextAsync(Path.Combine(folder, "abc.pdf"), stored);

        var file = await (await priya.GetAsync("/statements/90017343/pdf")).Content.ReadAsByteArrayAsync();

        if (sent) Assert.Equal(stored, System.Text.Encoding.UTF8.GetString(file));
        else Assert.Equal("Lumen Energy tax invoice 90017343", PdfDocument.Open(file).Information.Title);
    }

    [Theory]
    [InlineData("/statements/90017343")]
    [InlineData("/statements/90017343/pdf")]
    [InlineData("/statements/nothing")]
    [InlineData("/statements/..%2f..%2fportal.db/pdf")]
    public async Task Somebody_elses_statement_is_not_there(string path)
    {
        await using var portal = await WithBillAsync();
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");
        var neighbour = await portal.SignedInAsync("tidewater", "priya@home.example", "1001");   // the same account number at another retailer

        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Older_and_newer_statements_are_a_step_away()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", ListingStatements.StatementOf("S1", "1001", month: 9), ListingStatements.StatementOf("S2", "1001", month: 10), ListingStatements.StatementOf("S3", "1001"), ListingStatements.StatementOf("X", "2002", month: 10));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await priya.ReadAsync("/statements/S2");

        Assert.Contains("href=\"/lumen/statements/S1\" rel=\"prev\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/statements/S3\" rel=\"next\"", page, StringComparison.Ordinal);
    }

    internal static async Task<PortalApp> WithBillAsync()
    {
        var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", ListingStatements.StatementOf("90017343", "1001"), Facts.Entry("1001", "B-1", LedgerKind.Bill, 16187, new DateOnly(2026, 11, 14)),
            ChargeOf(1, 10250, "Anytime usage"), ChargeOf(2, 5937, "Daily supply"),
            new EnergyService { AccountNumber = "1001", MeterNumber = "1010101", Type = "electricity", AddressLine1 = "14 Banksia Street", City = "Newtown", Postcode = "2042", MoveInOn = new DateOnly(2024, 1, 1) });
        return portal;
    }

    internal static Charge ChargeOf(int line, long minor, string text) => new()
    {
        StatementNumber = "90017343",
        LineNumber = line,
        AccountNumber = "1001",
        MeterNumber = "1010101",
        Rollup = "Electricity",
        Description = text,
        StartsOn = new DateOnly(2026, 10, 13),
        EndsOn = new DateOnly(2026, 11, 12),
        Units = 312.4m,
        Unit = "kWh",
        Rate = 0.3281m,
        Amount = new Money(minor),
        IsEstimated = line == 1,
    };
}
