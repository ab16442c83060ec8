using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>What a retailer hands in is in the portal, once.</summary>
public sealed class ImportingFiles
{
    public static TheoryData<string> Engines => ["Sqlite", "PostgreSql"];

    private const string Customers = "account_number,email,first_name,last_name,phone\n1001,priya@example.com,Priya,Raman,0400 000 000\n1002,tom@example.com,Tom,Lee,\n";

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task All_kinds_arrive_and_the_same_files_again_change_nothing(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.WithGoodSamplesAsync();
        var before = await Dump.OfAsync(portal, "lumen");

        foreach (var file in (string[])["customers.csv", "services.csv", "statements.csv", "charges.csv", "transactions.csv", "readings.csv"])
        {
            var again = await portal.HandInSampleAsync("good/" + file);
            Assert.All(again.Counts, count => Assert.Equal((0, 0, count.Read), (count.Added, count.Changed, count.Unchanged)));
        }

        Assert.Equal(before, await Dump.OfAsync(portal, "lumen"));
        Assert.Contains("Inês", before, StringComparison.Ordinal);
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.Statements.CountAsync()));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task A_changed_row_is_changed_and_counted_and_keeps_its_id(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.HandInAsync("customers.csv", Customers);
        await portal.HandInAsync("services.csv", "account_number,meter_number,type,address_line1,city,postcode,move_in_date\n1001,M1,gas,1 Road,Newtown,2042,2024-01-01\n");
        await portal.HandInAsync("readings.csv", "meter_number,read_at,reading\nM1,2026-01-01,10\nM1,2026-01-02,20.5\n");
        var id = await portal.ReadAsync("lumen", db => db.Readings.Where(reading => reading.Value == 10).Select(reading => reading.Id).SingleAsync());

        var told = await portal.HandInAsync("readings.csv", "meter_number,read_at,reading\nM1,2026-01-01,11\nM1,2026-01-02,20.5\nM1,2026-01-03T10:00:00+11:00,30\n");

        Assert.Equal((3, 1, 1, 1), (told.Of("readings").Read, told.Of("readings").Added, told.Of("readings").Changed, told.Of("readings").Unchanged));
        var reading = await portal.ReadAsync("lumen", db => db.Readings.AsNoTracking().SingleAsync(reading => reading.Id == id));
        Assert.Equal(11, reading.Value);
        Assert.Equal(new DateTime(2025, 12, 31, 13, 0, 0, DateTimeKind.Utc), reading.ReadAt);   // midnight in Sydney
        Assert.Equal(told.Id, reading.BatchId);
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task Known_rows_among_many_new_ones_are_told_apart(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.HandInAsync("customers.csv", Customers);
        await portal.HandInAsync("transactions.csv", Payments([7, 70]));
        await portal.AddAsync("lumen", new LedgerEntry { AccountNumber = "1001", On = new(2026, 1, 1), Description = "Card payment", Amount = new(-100), Kind = LedgerKind.Payment, Source = "stripe", SourceId = "R40" });

        var told = await portal.HandInAsync("transactions.csv", Payments(Enumerable.Range(1, 100)).Replace("R70,1001,2026-01-01,Paid,-1.00", "R70,1001,2026-01-01,Paid,-999999999999.99", StringComparison.Ordinal));

        Assert.Equal((100, 97, 1, 2), (told.Of("transactions").Read, told.Of("transactions").Added, told.Of("transactions").Changed, told.Of("transactions").Unchanged));
        Assert.Equal(100, await portal.ReadAsync("lumen", db => db.Ledger.CountAsync()));
        Assert.Equal(new Money(-99_999_999_999_999), await portal.ReadAsync("lumen", db => db.Ledger.Where(entry => entry.SourceId == "R70").Select(entry => entry.Amount).SingleAsync()));

        static string Payments(IEnumerable<int> numbers) => "reference,account_number,date,description,amount\n" + string.Concat(numbers.Select(n => $"R{n},1001,2026-01-01,Paid,-1.00\n"));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task A_payment_that_the_portal_took_is_known_though_all_others_are_new(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.HandInAsync("customers.csv", Customers);
        await portal.AddAsync("lumen", new LedgerEntry { AccountNumber = "1001", On = new(2026, 1, 1), Description = "Card payment", Amount = new(-100), Kind = LedgerKind.Payment, Source = "stripe", SourceId = "R2" });

        var told = await portal.HandInAsync("transactions.csv", "reference,account_number,date,description,amount\nR1,1001,2026-01-01,Paid,-1.00\nR2,1001,2026-01-01,Paid,-1.00\nR3,1001,2026-01-01,Paid,-1.00\n");

        Assert.Equal((3, 2, 0, 1), (told.Of("transactions").Read, told.Of("transactions").Added, told.Of("transactions").Changed, told.Of("transactions").Unchanged));
        Assert.Equal(3, await portal.ReadAsync("lumen", db => db.Ledger.CountAsync()));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task A_phone_that_the_customer_changed_stays_until_the_retailer_sends_another(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.HandInAsync("customers.csv", Customers);
        await portal.DataAsync("lumen", db => db.Accounts.Where(account => account.AccountNumber == "1001").ExecuteUpdateAsync(change => change.SetProperty(account => account.Phone, "0499 999 999")));

        await portal.HandInAsync("customers.csv", Customers);
        Assert.Equal("0499 999 999", await Phone());

        await portal.HandInAsync("customers.csv", Customers.Replace("0400 000 000", "0411 111 111", StringComparison.Ordinal));
        Assert.Equal("0411 111 111", await Phone());

        Task<string> Phone() => portal.ReadAsync("lumen", db => db.Accounts.Where(account => account.AccountNumber == "1001").Select(account => account.Phone).SingleAsync());
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task A_zip_may_hold_everything_in_any_order(string engine)
    {
        var log = new Heard();
        await using var portal = await PortalApp.StartAsync(engine == "Sqlite" ? null : PostgreSqlDatabases.Settings(), log.ListenTo);
        var zip = Zip.Of(
            ("z-charges.csv", "statement_number,line_number,meter_number,rollup_description,charge_description,charge\nS1,1,M1,Usage,Peak,10.00\n"),
            ("readings.csv", "meter_number,read_at,reading\nM1,2026-01-01,10\n"),
            ("pdf/S1.pdf", "%PDF-1.4 a bill"),
            ("b.csv", "statement_number,account_number,issue_date,due_date,previous_balance,payments,adjustments,carried_forward,current_charges,current_balance,tax,pdf\nS1,1001,2026-01-05,2026-01-20,0,0,0,0,10.00,10.00,0.91,pdf/S1.pdf\n"),
            ("services.csv", "account_number,meter_number,type,address_line1,city,postcode,move_in_date\n1001,M1,gas,1 Road,Newtown,2042,2024-01-01\n"),
            ("a-customers.csv", Customers));

        var told = await portal.HandInAsync("all.zip", zip);

        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        var charge = await portal.ReadAsync("lumen", db => db.Charges.AsNoTracking().SingleAsync());
        Assert.Equal(("1001", new Money(1000)), (charge.AccountNumber, charge.Amount));
        var statement = await portal.ReadAsync("lumen", db => db.Statements.AsNoTracking().SingleAsync());
        Assert.Equal("%PDF-1.4 a bill", await File.ReadAllTextAsync(Path.Combine(portal.DataFolder, "retailers", "lumen", "pdfs", statement.PdfFile), Encoding.UTF8));

        var again = await portal.HandInAsync("all.zip", zip);
        Assert.All(again.Counts, count => Assert.Equal(0, count.Added + count.Changed));
        Assert.DoesNotContain(log.Lines, line => line.Contains("broke off", StringComparison.Ordinal));   // what is looked for while the rows before are written was written, at the first try
    }

    [Fact]
    public async Task A_file_is_known_by_the_hash_of_all_its_bytes()
    {
        await using var portal = await PortalApp.StartAsync();
        var text = Encoding.UTF8.GetBytes(Customers + string.Concat(Enumerable.Repeat("\n", 300_000)));   // more than is read at once

        var told = await portal.HandInAsync("customers.csv", text);

        Assert.Equal("Applied", told.State);
        var batch = await portal.ReadAsync("lumen", db => db.ImportBatches.AsNoTracking().SingleAsync());
        Assert.Equal((text.Length, Convert.ToHexStringLower(SHA256.HashData(text))), (batch.Bytes, batch.Sha256));
    }

    [Fact]
    public async Task Figures_that_do_not_add_up_are_taken_and_flagged()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WithGoodSamplesAsync();

        var told = await portal.HandInSampleAsync("faulty/statements-do-not-add-up.csv");

        Assert.Equal("Applied", told.State);
        Assert.Equal(1, told.WarningCount);
        Assert.Equal(3, told.Problems.Single().Line);
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Statements.CountAsync(statement => statement.ArithmeticFlag != "")));
    }

    [Fact]
    public async Task The_good_rows_are_taken_when_the_retailer_wants_them_and_the_mended_rest_later()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.HandInAsync("customers.csv", Customers);
        const string mixed = "reference,account_number,date,description,amount\nT1,1001,2026-01-01,Payment,-10.00\nT2,1001,2026-01-01,Payment,$10\nT3,9999,2026-01-01,Payment,-1.00\nT4,1002,2026-01-01,Payment,-1.00\nT4,1002,2026-01-01,Payment,-2.00\n";

        var refused = await portal.HandInAsync("transactions.csv", mixed);
        Assert.Equal("Rejected", refused.State);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Ledger.CountAsync()));
        Assert.Equal([3L, 4, 5, 6], refused.Problems.Select(problem => problem.Line!.Value));
        Assert.Contains("line 6", refused.Problems[2].Found, StringComparison.Ordinal);

        var taken = await portal.HandInAsync("transactions.csv", mixed, "&good-rows=true");
        Assert.Equal("Applied", taken.State);
        Assert.Equal((5, 1, 4), (taken.Of("transactions").Read, taken.Of("transactions").Added, taken.Of("transactions").Refused));
        Assert.Equal("T1", await portal.ReadAsync("lumen", db => db.Ledger.Select(entry => entry.SourceId).SingleAsync()));

        var mend = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(portal.DataFolder, "retailers", "lumen", "imports", taken.Id.ToString("N"), "refused")).Single(), Encoding.UTF8);
        Assert.StartsWith("reference,account_number,date,description,amount,refused_because", mend.TrimStart('\ufeff'), StringComparison.Ordinal);
        var mended = mend.Replace("$10", "-10.00", StringComparison.Ordinal).Replace("9999", "1002", StringComparison.Ordinal).Replace("\r\nT4,1002,2026-01-01,Payment,-2.00", "\r\nT5,1002,2026-01-01,Payment,-2.00", StringComparison.Ordinal);
        Assert.Equal(4, (await portal.HandInAsync("mended.csv", mended)).Of("transactions").Added);
    }
}

/// <summary>Zips as billing systems, and worse people, make them.</summary>
internal static class Zip
{
    public static byte[] Of(params (string Name, string Text)[] files) => Of(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text))).ToArray());

    public static byte[] Of(params (string Name, byte[] Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return memory.ToArray();
    }
}
