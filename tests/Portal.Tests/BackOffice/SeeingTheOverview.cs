using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.BackOffice;

public sealed class SeeingTheOverview
{
    private static readonly DateTime Now = new(2026, 11, 22, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = new(2026, 11, 22);

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task It_says_what_needs_somebody_today_and_how_things_stand(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await FillAsync(portal);
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await portal.AddSignInAsync("lumen", "gone@lumen.example", "editor");
        await portal.DataAsync("lumen", db => db.Users.Where(user => user.Email == "gone@lumen.example").ExecuteUpdateAsync(user => user.SetProperty(one => one.LockoutEnd, (DateTimeOffset?)PortalUser.ForGood)));

        await admin.ReadAsync("/admin");   // where two processes answer in turn, each keeps what it counted
        var page = await admin.ReadAsync("/admin");

        Assert.Contains("2 tickets late", page);
        Assert.Contains("href=\"/lumen/admin/inbox?view=late\"", page);
        Assert.Contains("1 ticket due today", page);
        Assert.Contains("charges.csv was refused", page);
        Assert.DoesNotContain("sent-again.csv was", page);
        Assert.Contains("1 difference between Stripe and the ledger", page);
        Assert.Contains("1 answer waiting as a draft", page);
        Assert.Contains("“solar &lt;b&gt;”", page);
        Assert.Contains("Of 3 open accounts, 67&#xA0;% have a sign-in; 1 new this month.", page);
        Assert.Contains("1 open account still gets paper.", page);
        Assert.Contains("1 open account pays by itself.", page);
        Assert.Contains("$80.00", page);   // collected: 20 and 10 here, 50 elsewhere; what went back stands beside it
        Assert.Contains("$30.00 of it through the portal", page);
        Assert.Contains("$4.00 went back", page);
        Assert.Contains("<td class=\"end num\">$20.00</td>", page);   // each chart has its table
        Assert.Contains("1 colleague has no second step", page);
        Assert.Contains("75&#xA0;%", page);   // of the answers' votes

        // What is counted over all accounts is not counted with every look; what waits is.
        await portal.AddAsync("lumen", PortalApp.AccountOf("1005"), Ticket("T-4", Today));
        page = await admin.ReadAsync("/admin");
        Assert.Contains("Of 3 open accounts", page);
        Assert.Contains("2 tickets due today", page);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("Of 4 open accounts, 50&#xA0;%", await admin.ReadAsync("/admin"));
    }

    [Fact]
    public async Task Each_sees_what_their_role_may_open_and_nothing_else()
    {
        await using var portal = await PortalApp.StartAsync();
        await FillAsync(portal);

        var billing = await (await OfficePeople.SignedInAsync(portal, "lumen", "billing")).ReadAsync("/admin");
        Assert.Contains("Money collected", billing);
        Assert.Contains("charges.csv", billing);
        Assert.DoesNotContain("ticket", billing);
        Assert.DoesNotContain("solar", billing);
        Assert.DoesNotContain("Accounts online", billing);

        var editor = await (await OfficePeople.SignedInAsync(portal, "lumen", "editor")).ReadAsync("/admin");
        Assert.Contains("solar", editor);
        Assert.DoesNotContain("Money collected", editor);
        Assert.DoesNotContain("charges.csv", editor);

        var support = await (await OfficePeople.SignedInAsync(portal, "lumen", "support")).ReadAsync("/admin");
        Assert.Contains("1 ticket late", support);   // the second late one is private
        Assert.Contains("2 tickets late", await (await OfficePeople.SignedInAsync(portal, "lumen", "trained-support")).ReadAsync("/admin"));
        Assert.DoesNotContain("Money collected", support);

        var abroad = await (await OfficePeople.SignedInAsync(portal, "tidewater", "editor")).ReadAsync("/admin");
        Assert.Contains("All clear", abroad);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.SignedInAsync("lumen", "owner@home.example", "1001")).GetAsync("/admin")).StatusCode);
    }

    private static async Task FillAsync(PortalApp portal)
    {
        await portal.AddAsync("lumen", PortalApp.AccountOf("1001"), PortalApp.AccountOf("1002"), PortalApp.AccountOf("1003"), Closed());
        await portal.DataAsync("lumen", async db =>
        {
            db.Accounts.Single(account => account.AccountNumber == "1003").BillDelivery = BillDelivery.Post;
            var person = Guid.NewGuid();
            db.AddRange(new AccountAccess { UserId = person, AccountNumber = "1001", GrantedAt = Now.AddMonths(-3) }, new AccountAccess { UserId = Guid.NewGuid(), AccountNumber = "1001", GrantedAt = Now },
                new AccountAccess { UserId = person, AccountNumber = "1002", GrantedAt = Now.AddDays(-2) }, new AccountAccess { UserId = person, AccountNumber = "1004", GrantedAt = Now });
            db.Add(new AutoPayPlan { AccountNumber = "1001", MethodId = "pm_1", DaysBefore = 0, Mandate = "", AgreedAt = Now, AgreedBy = person, Email = "" });
            db.AddRange(Ticket("T-1", Today.AddDays(-1)), Ticket("T-2", Today), Ticket("T-3", Today.AddDays(-2), isPrivate: true));
            db.AddRange(Batch("charges.csv", BatchEvent.CheckedFaulty, 2), Batch("sent-again.csv", BatchEvent.CheckedFaulty, 3), Batch("sent-again.csv", BatchEvent.CheckedClean, 1));
            db.Add(new ReconciliationRun { From = Now, To = Now, StartedAt = Now, Who = "daily", Differences = { new PaymentDifference { Kind = DifferenceKind.Unbacked } } });
            db.Add(new MissedSearch { Words = "solar <b>", Times = 4, LastAt = Now });
            db.RemoveRange(db.Faqs);
            db.Add(new Faq { Slug = "a", Category = "A", Question = "Q", Answer = "A", IsPublished = false, Helped = 3, DidNotHelp = 1 });
            db.AddRange(Paid("p1", -2_000, 0), Paid("p2", -1_000, 1), Paid("r1", 400, 0, LedgerKind.Refund), Paid("old", -9_900, 40), Paid("bpay", -5_000, 2, source: "import"), Paid("bill", 7_000, 2, LedgerKind.Bill, "import"));
            await db.SaveChangesAsync();
        });
    }

    private static Account Closed()
    {
        var account = PortalApp.AccountOf("1004");
        account.IsClosed = true;
        return account;
    }

    private static LedgerEntry Paid(string id, long cents, int daysAgo, LedgerKind kind = LedgerKind.Payment, string source = PaymentFacts.Source) =>
        new() { AccountNumber = "1001", On = Today.AddDays(-daysAgo), Description = "", Amount = new Money(cents), Kind = kind, Source = source, SourceId = id };

    private static ImportBatch Batch(string name, BatchEvent checkedAs, int hoursAgo)
    {
        var batch = new ImportBatch { Id = Guid.NewGuid(), FileName = name, Bytes = 1, Sha256 = "", Source = ImportSource.Upload, Who = "", ReceivedAt = Now.AddHours(-hoursAgo) };
        batch.Take(checkedAs);
        if (checkedAs == BatchEvent.CheckedClean) batch.Take(BatchEvent.Applied);
        return batch;
    }

    private static ContactLog Ticket(string reference, DateOnly promised, bool isPrivate = false) => new()
    {
        Reference = reference,
        AccountNumber = "1001",
        OpenedBy = Guid.NewGuid(),
        Type = MessageTypes.Complaint,
        Subject = "A subject",
        IsPrivate = isPrivate,
        IsRestricted = isPrivate,
        PromisedOn = promised,
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
