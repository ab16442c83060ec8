using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Importing.Undo;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Tests.BackOffice;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>An import that was a mistake is taken back, and only while nothing later rests on it.</summary>
public sealed class UndoingImports
{
    private const string Customers = "account_number,email,first_name,last_name,phone\n1001,priya@example.com,Priya,Raman,0400 000 000\n1002,tom@example.com,Tom,Lee,\n";
    private const string Transactions = "reference,account_number,date,description,amount\nT1,1001,2026-01-01,Bill,100.00\nT2,1001,2026-01-02,Payment,-40.00\n";

    public static TheoryData<string> Engines => ["Sqlite", "PostgreSql"];

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task Whatever_imports_did_undoing_them_one_by_one_leads_back_through_every_state(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var random = new Random(20261122);
        List<(Guid Batch, string Before)> done = [];
        for (var round = 0; round < 4; round++)
        {
            var before = await Dump.OfAsync(portal, "lumen");
            var told = await portal.HandInAsync($"round-{round}.zip", Everything(random, all: round == 0), "&good-rows=true");
            Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
            Assert.NotEqual(before, await Dump.OfAsync(portal, "lumen"));
            done.Add((told.Id, before));
        }
        foreach (var (batch, before) in Enumerable.Reverse(done))
        {
            Assert.Equal("Undone", await UndoAsync(portal, alex, batch));
            Assert.Equal(before, await Dump.OfAsync(portal, "lumen"));
        }
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Importing.Undo.FormerRow>().CountAsync()));

        await alex.SendAsync($"/admin/imports/{done[0].Batch}", [], $"/admin/imports/{done[0].Batch}/retry");   // and it may be taken after all
        Assert.Equal("Applied", (await MendingImports.FinishedAsync(portal, done[0].Batch)).State);
    }

    [Fact]
    public async Task The_page_says_in_numbers_what_goes_and_what_comes_back_and_the_balance_follows()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await portal.HandInAsync("customers.csv", Customers);
        await portal.HandInAsync("transactions.csv", Transactions);
        var wrong = await portal.HandInAsync("wrong.csv", "reference,account_number,date,description,amount\nT2,1001,2026-01-02,Payment,-90.00\nT3,1001,2026-01-03,Bill,5.00\nT4,1001,2026-01-03,Bill,6.00\n");

        var page = MendingImports.Text(await alex.ReadAsync($"/admin/imports/{wrong.Id}/undo"));
        Assert.Contains("Transactions 2 1 0", page);
        Assert.Equal("Undone", await UndoAsync(portal, alex, wrong.Id));

        Assert.Equal(6000, await portal.ReadAsync("lumen", db => Task.FromResult(db.Ledger.AsNoTracking().AsEnumerable().Sum(entry => entry.Amount.Minor))));
        Assert.Contains("Undone", await alex.ReadAsync("/admin/audit"));
        Assert.Contains("It was undone", await alex.ReadAsync($"/admin/imports/{wrong.Id}"));
        Assert.Equal("Undone", await UndoAsync(portal, alex, wrong.Id));   // asked twice, it stays so
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task What_later_rests_on_it_refuses_and_is_named(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var customers = (await portal.HandInAsync("customers.csv", Customers)).Id;
        var services = (await portal.HandInAsync("services.csv", "account_number,meter_number,type,address_line1,city,postcode,move_in_date\n1001,M1,gas,1 Road,Newtown,2042,2024-01-01\n")).Id;
        var readings = (await portal.HandInAsync("readings.csv", "meter_number,read_at,reading\nM1,2026-01-01,10\n")).Id;
        var statements = (await portal.HandInAsync("statements.csv", "statement_number,account_number,issue_date,due_date,previous_balance,payments,adjustments,carried_forward,current_charges,current_balance,tax\nS1,1001,2026-01-05,2026-01-20,0,0,0,0,10.00,10.00,0.91\n")).Id;
        var transactions = (await portal.HandInAsync("transactions.csv", Transactions)).Id;

        await Refused(customers, "1 supply points of other imports are on its accounts; the first is M1.");
        await Refused(customers, "1 statements of other imports are on its accounts; the first is S1.");
        await Refused(services, "1 readings of other imports are of its meters; the first is M1.");

        var again = (await portal.HandInAsync("again.csv", "meter_number,read_at,reading\nM1,2026-01-01,10\n")).Id;   // nothing new, and yet a second word for it
        await Refused(readings, "again.csv, a later import, brought 1 of its rows again or changed them. Undo that one first.");
        Assert.Equal("Undone", await UndoAsync(portal, alex, again));
        Assert.Equal("Undone", await UndoAsync(portal, alex, readings));

        await portal.AddAsync("lumen", new PaymentAttempt
        {
            Reference = "PAY-TEST",
            AccountNumber = "1001",
            Amount = new Money(6000),
            Kind = AttemptKind.Checkout,
            Email = "priya@example.com",
            StatementNumber = "S1",
            CreatedAt = portal.Clock.GetUtcNow().UtcDateTime.AddMinutes(1),
            ExpiresAt = portal.Clock.GetUtcNow().UtcDateTime.AddHours(1),
        });
        await Refused(statements, "1 payments were begun for its statements; the first is PAY-TEST.");
        await Refused(transactions, "1 payments were begun on its accounts since it was applied; the first is PAY-TEST.");

        var phones = (await portal.HandInAsync("phones.csv", Customers.Replace("0400 000 000", "0411 111 111", StringComparison.Ordinal))).Id;
        await portal.DataAsync("lumen", db => db.Accounts.Where(account => account.AccountNumber == "1001").ExecuteUpdateAsync(change => change.SetProperty(account => account.Phone, "0499 999 999")));
        await Refused(phones, "1 of its accounts were changed by the customer since; the first is 1001.");

        portal.Clock.Advance(TimeSpan.FromDays(31));
        await alex.SignInAsync("administrator@lumen.example", PortalApp.Password);
        await Refused(phones, "not kept any longer");

        async Task Refused(Guid batch, string why)
        {
            var answer = await alex.SendAsync($"/admin/imports/{batch}", [], $"/admin/imports/{batch}/undo");
            Assert.Contains(why, MendingImports.Text(await alex.FollowAsync(answer)));
            Assert.Equal("Applied", (await MendingImports.FinishedAsync(portal, batch)).State);
        }
    }

    [Fact]
    public async Task More_changed_rows_than_are_kept_stay_as_they_are()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Imports:UndoRows"] = "1" });
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var first = await portal.HandInAsync("customers.csv", Customers);
        var second = await portal.HandInAsync("customers.csv", Customers.Replace("Raman", "Rao", StringComparison.Ordinal).Replace("Lee", "Li", StringComparison.Ordinal));

        Assert.Contains("more rows than are kept", await alex.ReadAsync($"/admin/imports/{second.Id}/undo"));
        Assert.Equal(HttpStatusCode.Redirect, (await alex.SendAsync($"/admin/imports/{second.Id}", [], $"/admin/imports/{second.Id}/undo")).StatusCode);
        Assert.Contains("Undo that one first", await alex.ReadAsync($"/admin/imports/{first.Id}/undo"));
        Assert.Equal(["Li", "Rao"], await portal.ReadAsync("lumen", db => db.Accounts.Select(account => account.LastName).OrderBy(name => name).ToListAsync()));
    }

    [Fact]
    public async Task A_batch_of_which_a_part_was_written_before_anything_was_kept_cannot_be_undone()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await portal.HandInAsync("customers.csv", Customers);
        var resumed = (await portal.HandInAsync("more.csv", Customers.Replace("Raman", "Rao", StringComparison.Ordinal))).Id;
        await portal.InAsync("lumen", async scope =>
        {
            // As an older version left it, killed after the first row.
            var db = scope.GetRequiredService<PortalDb>();
            await db.FormerRows.ExecuteDeleteAsync();
            await db.ImportChanges.Where(change => change.BatchId == resumed).ExecuteDeleteAsync();
            await db.ImportBatches.Where(batch => batch.Id == resumed).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.State, BatchState.Checked).SetProperty(batch => batch.DoneFile, 0).SetProperty(batch => batch.DoneRecord, 1)
                .SetProperty(batch => batch.AppliedFrom, (DateTime?)null).SetProperty(batch => batch.UndoUntil, (DateTime?)null).SetProperty(batch => batch.FinishedAt, (DateTime?)null));
            await scope.GetRequiredService<ImportQueue>().EnqueueNextAsync(db, "lumen", default);
        });
        Assert.Equal("Applied", (await MendingImports.FinishedAsync(portal, resumed)).State);

        Assert.Contains("What its rows were before is not kept", await alex.ReadAsync($"/admin/imports/{resumed}/undo"));
        await alex.SendAsync($"/admin/imports/{resumed}", [], $"/admin/imports/{resumed}/undo");
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.Accounts.CountAsync()));
    }

    [Fact]
    public async Task Lines_that_a_later_bill_took_away_are_undone_only_after_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await portal.HandInAsync("customers.csv", "account_number,email,first_name,last_name\n20480015,sofia@example.com,Sofia,Marino\n");
        Assert.Equal("Applied", (await portal.HandInSampleAsync("good/invoice.xml")).State);
        var statement = await portal.ReadAsync("lumen", db => db.Statements.Select(one => one.Number).SingleAsync());
        var line = await portal.HandInAsync("charges.csv", $"statement_number,line_number,rollup_description,charge_description,charge\n{statement},99,Usage,One line more,1.00\n");
        Assert.True(line.State == "Applied", string.Join("; ", line.Problems));
        await portal.HandInSampleAsync("good/invoice.xml");

        Assert.Contains("brought 1 of its rows again or changed them. Undo that one first.", MendingImports.Text(await alex.ReadAsync($"/admin/imports/{line.Id}/undo")));
    }

    [SkippableFact]
    public async Task What_comes_to_rest_on_it_while_it_is_undone_refuses_too()
    {
        PortalApp? running = null;
        // A payment of somebody else's, after the guards were asked and before the undoing is committed.
        var meanwhile = new UndoGuard("accounts", "nothing", async (db, _, _, _) =>
        {
            if (db.Database.CurrentTransaction is not null) await running!.AddAsync("lumen", new PaymentAttempt
            {
                Reference = "PAY-LATE",
                AccountNumber = "1001",
                Amount = new Money(6000),
                Kind = AttemptKind.Checkout,
                Email = "priya@example.com",
                CreatedAt = running.Clock.GetUtcNow().UtcDateTime,
                ExpiresAt = running.Clock.GetUtcNow().UtcDateTime.AddHours(1),
            });
            return (0, "");
        });
        await using var portal = await PortalApp.StartAsync(PostgreSqlDatabases.Settings(), services => services.Replace(ServiceDescriptor.Singleton(new UndoGuardList([.. UndoGuards.All, meanwhile]))));
        running = portal;
        var alex = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var customers = (await portal.HandInAsync("customers.csv", Customers)).Id;

        Assert.Equal("Applied", await UndoAsync(portal, alex, customers));
        Assert.Contains("the first is PAY-LATE", await alex.ReadAsync($"/admin/imports/{customers}"));
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.Accounts.CountAsync()));
    }

    [Fact]
    public async Task What_an_import_that_failed_had_kept_is_forgotten_like_that_of_others()
    {
        await using var portal = await PortalApp.StartAsync();
        var failed = new ImportBatch { Id = Guid.CreateVersion7(), FileName = "a.csv", Bytes = 1, Sha256 = "", Source = ImportSource.Upload, Who = "", ReceivedAt = portal.Clock.GetUtcNow().UtcDateTime, FinishedAt = portal.Clock.GetUtcNow().UtcDateTime };
        failed.Take(BatchEvent.CheckedClean);
        failed.Take(BatchEvent.GaveUp);
        await portal.AddAsync("lumen", failed, new ImportChange { BatchId = failed.Id, Table = "accounts", Changed = 1 }, new FormerRow { BatchId = failed.Id, Table = "accounts", RowId = 1, WasRemoved = false, Row = "{}" });

        async Task<(int Rows, bool Lost)> AfterAsync(int days)
        {
            portal.Clock.Advance(TimeSpan.FromDays(days));
            await ActivatorUtilities.CreateInstance<ForgetFormerRows>(portal.Services).RunAsync(default);
            return await portal.ReadAsync("lumen", async db => (await db.FormerRows.CountAsync(), (await db.ImportBatches.AsNoTracking().SingleAsync()).UndoLost));
        }
        Assert.Equal((1, false), await AfterAsync(29));
        Assert.Equal((0, true), await AfterAsync(2));
    }

    /// <returns>The state that it ends in.</returns>
    private static async Task<string> UndoAsync(PortalApp portal, Visitor alex, Guid batch)
    {
        await alex.SendAsync($"/admin/imports/{batch}", [], $"/admin/imports/{batch}/undo");
        for (var look = 0; look < 300; look++)
        {
            using var client = await portal.BillingSystemAsync();
            if (await Imports.StateAsync(client, batch) is not "Undoing" and var state) return state;
            await Task.Delay(50);
        }
        throw new TimeoutException("It is never undone.");
    }

    /// <summary>A zip of each kind of file: all rows, or some with other values than before.</summary>
    private static byte[] Everything(Random random, bool all)
    {
        StringBuilder customers = new("account_number,email,first_name,last_name,phone\n20480015,sofia@example.com,Sofia,Marino,\n"), services = new("account_number,meter_number,type,address_line1,city,postcode,move_in_date,plan_name\n"),
            statements = new("statement_number,account_number,issue_date,due_date,previous_balance,payments,adjustments,carried_forward,current_charges,current_balance,tax\n"),
            charges = new("statement_number,line_number,rollup_description,charge_description,charge\n"), transactions = new("reference,account_number,date,description,amount\n"), readings = new("meter_number,read_at,reading\n");
        foreach (var account in Enumerable.Range(1001, 5))
        {
            Line(customers, $"{account},a{account}@example.com,A,\"B, {Some()}\",040{Some()}");
            Line(services, $"{account},410303{account},electricity,1 Road,Newtown,2042,2024-01-0{Some()},Plan {Some()}");
            foreach (var number in Enumerable.Range(1, 3))
            {
                Line(statements, $"S{account}-{number},{account},2026-0{number}-05,2026-0{number}-20,0,0,0,0,{Some()}.00,{Some()}.00,0.91");
                foreach (var line in Enumerable.Range(1, 3)) Line(charges, $"S{account}-{number},{line},Usage,Peak,{Some()}.50");
                Line(transactions, $"T{account}-{number},{account},2026-0{number}-06,Payment,-{Some()}.25");
                Line(readings, $"410303{account},2026-0{number}-01,{Some()}{number}");
            }
        }
        var nem = new StringBuilder("100,NEM12,202603021200,MDP,RETAILER\n");
        foreach (var account in Enumerable.Range(1001, 3))
        {
            nem.Append(CultureInfo.InvariantCulture, $"200,410303{account},E1,1,E1,N1,SER1,kWh,30,\n");
            foreach (var day in Enumerable.Range(1, 3).Where(_ => Taken())) nem.Append(CultureInfo.InvariantCulture, $"300,2026030{day},{string.Join(',', Enumerable.Range(0, 48).Select(_ => "0." + Some()))},A,,,2026030512000{Some()},\n");
        }
        nem.Append("900\n");
        var invoice = File.ReadAllText(Imports.Sample("good/invoice.xml"));
        var second = invoice.LastIndexOf("  <cac:InvoiceLine>", StringComparison.Ordinal);
        if (!all && random.Next(2) == 0) invoice = invoice.Remove(second, invoice.IndexOf("</cac:InvoiceLine>", second, StringComparison.Ordinal) + "</cac:InvoiceLine>".Length - second);   // a corrected document has a line less
        return Zip.Of(("customers.csv", customers.ToString()), ("services.csv", services.ToString()), ("statements.csv", statements.ToString()), ("charges.csv", charges.ToString()),
            ("transactions.csv", transactions.ToString()), ("readings.csv", readings.ToString()), ("meters.nem12", nem.ToString()), ("invoice.xml", invoice));

        int Some() => random.Next(1, 6);
        bool Taken() => all || random.Next(3) > 0;
        void Line(StringBuilder file, FormattableString row)
        {
            if (Taken()) file.Append(row.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
