using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>A UBL document is a statement with its charges, an entry in the ledger, and the PDF that it carries.</summary>
public sealed class ImportingInvoices
{
    public static TheoryData<string> Engines => ["Sqlite", "PostgreSql"];

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task An_invoice_and_the_credit_note_that_takes_it_back(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.WithGoodSamplesAsync();

        var told = await portal.HandInSampleAsync("good/invoice.xml");
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        var bill = await portal.ReadAsync("lumen", db => db.Statements.AsNoTracking().SingleAsync(statement => statement.Number == "91910806"));
        Assert.Equal(("20480015", new DateOnly(2019, 10, 15), new DateOnly(2019, 11, 3)), (bill.AccountNumber, bill.IssuedOn, bill.DueOn));
        Assert.Equal((new Money(7139), new Money(671), new Money(7139), ""), (bill.CurrentBalance, bill.Tax, bill.CurrentCharges, bill.ArithmeticFlag));
        var charges = await portal.ReadAsync("lumen", db => db.Charges.AsNoTracking().Where(charge => charge.StatementNumber == "91910806").OrderBy(charge => charge.LineNumber).ToListAsync());
        Assert.Equal(7139 - 671, charges.Sum(charge => charge.Amount.Minor));
        Assert.Equal(671, charges.Sum(charge => charge.Tax!.Value.Minor));

        Assert.Equal("Applied", (await portal.HandInSampleAsync("good/credit-note.xml")).State);
        var note = await portal.ReadAsync("lumen", db => db.Statements.AsNoTracking().SingleAsync(statement => statement.Number == "C91910806"));
        Assert.True(note.IsCreditNote && note.CurrentBalance == new Money(-7139) && note.PdfFile != "");
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Ledger.Where(entry => entry.Source == "invoice").SumAsync(entry => (long)(object)entry.Amount)));

        var again = await portal.HandInSampleAsync("good/invoice.xml");
        Assert.All(again.Counts, count => Assert.Equal((0, 0), (count.Added, count.Changed)));
    }

    [SkippableTheory]
    [InlineData("Sqlite", true)]
    [InlineData("Sqlite", false)]
    [InlineData("PostgreSql", true)]
    public async Task A_bill_that_the_billing_system_reports_too_is_one_fact_whichever_came_first(string engine, bool invoiceFirst)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.WithGoodSamplesAsync();
        const string row = "reference,account_number,date,description,amount,kind,statement_number\nB-91910806,20480015,2019-10-15,Your bill,71.39,bill,91910806\n";

        if (invoiceFirst) await portal.HandInSampleAsync("good/invoice.xml");
        var told = await portal.HandInAsync("transactions.csv", row);
        if (!invoiceFirst) await portal.HandInSampleAsync("good/invoice.xml");
        await portal.HandInAsync("transactions.csv", row);

        Assert.Equal(invoiceFirst ? 0 : 1, told.Of("transactions").Added);
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Ledger.CountAsync(entry => entry.StatementNumber == "91910806")));
    }

    [Fact]
    public async Task Totals_that_do_not_add_up_are_flagged_and_taken()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WithGoodSamplesAsync();

        var told = await portal.HandInSampleAsync("faulty/ubl-wrong-totals.xml");

        Assert.Equal("Applied", told.State);
        Assert.Contains(told.Problems, problem => problem.Found.Contains("BR-CO-10", StringComparison.Ordinal));
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Statements.CountAsync(statement => statement.ArithmeticFlag != "")));
    }

    [SkippableFact]
    public async Task Published_documents_give_the_figures_that_they_are_known_to_have()
    {
        var folder = Needs.Corpora();
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "expected", "invoices.json")));
        var files = expected.RootElement.EnumerateObject().Where(file => file.Value.GetProperty("syntax").GetString() == "UBL" && (file.Name.StartsWith("invoices/ubl/", StringComparison.Ordinal) || file.Name.StartsWith("invoices/arithmetic", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(files);
        List<string> wrong = [];
        foreach (var currency in files.GroupBy(file => file.Value.GetProperty("currency").GetString()!))
        {
            await using var portal = await Imports.InCurrencyAsync(currency.Key);
            foreach (var file in currency)
            {
                var is_ = file.Value;
                string? Text(string name) => is_.GetProperty(name).GetString();
                decimal Of(string name) => Text(name) is { } text ? decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture) : 0;
                var account = Text("buyer_reference") ?? Text("accounting_cost") ?? is_.GetProperty("buyer").GetProperty("party_ids").EnumerateArray().Select(id => id.GetProperty("id").GetString()).FirstOrDefault() ?? is_.GetProperty("buyer").GetProperty("endpoint").GetString();
                if (account is null) continue;
                await portal.DataAsync("lumen", async db =>
                {
                    await db.Ledger.ExecuteDeleteAsync();
                    await db.Charges.ExecuteDeleteAsync();
                    await db.Statements.ExecuteDeleteAsync();
                    if (!db.Accounts.Any(one => one.AccountNumber == account.Trim())) db.Add(PortalApp.AccountOf(account.Trim()));
                    await db.SaveChangesAsync();
                });
                var told = await portal.HandInAsync("invoice.xml", await File.ReadAllBytesAsync(Path.Combine(folder, file.Name)));
                if (told.State != "Applied") { wrong.Add($"{file.Name}: {told.State} {string.Join("; ", told.Problems)}"); continue; }
                var sign = Text("document") == "CreditNote" ? -1 : 1;
                await portal.DataAsync("lumen", async db =>
                {
                    var bill = await db.Statements.AsNoTracking().SingleAsync();
                    var charges = await db.Charges.AsNoTracking().ToListAsync();
                    var exact = bill.ArithmeticFlag == "";
                    Same("number", bill.Number, Text("id"));
                    Same("issued", Wording.Iso(bill.IssuedOn), Text("issue_date"));
                    Same("due", Wording.Iso(bill.DueOn), Text("due_date") ?? Text("issue_date"));
                    Same("payable", bill.CurrentBalance.ToDecimal(2), decimal.Round(sign * Of("payable_amount"), 2, MidpointRounding.AwayFromZero));
                    Same("tax", bill.Tax.ToDecimal(2), decimal.Round(sign * Of("tax_total"), 2, MidpointRounding.AwayFromZero));
                    Same("lines", charges.Count, is_.GetProperty("lines").GetArrayLength() + is_.GetProperty("document_allowances_charges").GetArrayLength());
                    Same("flag", exact, !file.Name.Contains("arithmetic", StringComparison.Ordinal));
                    if (exact) Same("charges", charges.Sum(charge => charge.Amount.Minor), (long)(sign * Of("tax_exclusive_amount") * 100));
                    Same("pdf", bill.PdfFile != "", is_.GetProperty("attachments").EnumerateArray().Any(one => one.GetProperty("mime").GetString() == "application/pdf" && one.GetProperty("magic").GetString() == "%PDF-"));
                    Same("ledger", (await db.Ledger.AsNoTracking().SingleAsync()).Amount, bill.CurrentBalance);

                    void Same<T>(string what, T found, T known)
                    {
                        if (!EqualityComparer<T>.Default.Equals(found, known)) wrong.Add($"{file.Name}: {what} is {found}, not {known} [{bill.ArithmeticFlag}]");
                    }
                });
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
