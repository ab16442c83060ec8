using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Events;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Tests.ContactUs;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Tests.Payments;

namespace OrchardCore.Portal.Tests.Events;

/// <summary>A host hears of what happened, after it was saved, in the scope of the retailer whose it is.</summary>
public sealed class HearingOfEvents
{
    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Each_statement_of_an_import_is_told_once_and_what_came_again_unchanged_is_not(string engine)
    {
        var heard = new Heard();
        await using var portal = await PortalApp.StartAsync(engine == "Sqlite" ? null : PostgreSqlDatabases.Settings(), heard.Listen);
        await portal.HandInAsync("customers.csv", "account_number,email,first_name,last_name\n1,a@example.com,A,B\n");

        await portal.HandInAsync("statements.csv", Statements(250));
        await heard.UntilAsync(250);
        await portal.HandInAsync("statements.csv", Statements(251));
        await heard.UntilAsync(251);

        Assert.All(heard.Events, one => Assert.Equal(("lumen", PortalEventKind.StatementImported, "1"), (one.Retailer, one.Happened.Kind, one.Happened.AccountNumber)));
        Assert.Equal(251, heard.Events.Select(one => one.Happened.Id).Distinct().Count());
        Assert.All(heard.Events, one => Assert.Equal((16_187L, new DateOnly(2026, 11, 21)), (one.Happened.Amount!.Value.Minor, one.Happened.DueOn)));
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.EventNotes.CountAsync()));
    }

    [Fact]
    public async Task A_ticket_is_told_when_it_is_opened_and_at_each_step_but_never_a_private_one()
    {
        var heard = new Heard();
        await using var portal = await PortalApp.StartAsync(replace: heard.Listen);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await WritingToTheRetailer.WriteAsync(priya, "safe-account", ("message", "Please write to my new address."), ("channel", "0400 000 111"), ("times", "Mornings"));

        await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "When is my meter read?"));
        await heard.UntilAsync(1);
        await priya.SendAsync("/contact/LUM-2026-000002", [], "/contact/LUM-2026-000002/close");
        await heard.UntilAsync(2);

        Assert.Equal(
            [("LUM-2026-000002", PortalEventKind.TicketCreated, "", "New"), ("LUM-2026-000002", PortalEventKind.TicketStatusChanged, "New", "Closed")],
            heard.Events.Select(one => (one.Happened.Reference, one.Happened.Kind, one.Happened.FormerStatus, one.Happened.Status)));
    }

    [Fact]
    public async Task A_payment_is_told_when_it_arrives_or_fails_however_often_stripe_says_so()
    {
        var heard = new Heard();
        await using var app = await PayingApp.StartAsync(also: heard.Listen);
        var priya = await app.OwingAsync(16_187);
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        app.Sandbox.Switches.DuplicatePercent = 100;

        await app.EventsArriveAsync();
        await app.EventsArriveAsync();
        await heard.UntilAsync(1);

        var told = Assert.Single(heard.Events).Happened;
        Assert.Equal((PortalEventKind.PaymentReceived, "1001", 16_187L), (told.Kind, told.AccountNumber, told.Amount!.Value.Minor));
        Assert.StartsWith("PAY-", told.Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_could_not_hear_it_hears_it_again()
    {
        var heard = new Heard { Faults = 1 };
        await using var portal = await PortalApp.StartAsync(replace: heard.Listen);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "When is my meter read?"));
        await heard.UntilAsync(0, faults: 0);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await portal.Services.GetRequiredService<TellEvents>().LeftoversAsync(default);

        Assert.Single(heard.Events);
    }

    [Fact]
    public async Task Nothing_is_written_down_where_nobody_listens()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "When is my meter read?"));

        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.EventNotes.CountAsync()));
    }

    private static string Statements(int count) =>
        "statement_number,account_number,issue_date,due_date,previous_balance,payments,adjustments,carried_forward,current_charges,current_balance,tax\n" +
        string.Concat(Enumerable.Range(1, count).Select(number => $"S-{number:0000},1,2026-11-01,2026-11-21,0.00,0.00,0.00,0.00,161.87,161.87,14.72\n"));

    /// <summary>Somebody who listens, and at first may not hear well.</summary>
    private sealed class Heard
    {
        private readonly ConcurrentQueue<(string Retailer, PortalEvent Happened)> _events = new();

        public int Faults { get; set; }

        public IReadOnlyCollection<(string Retailer, PortalEvent Happened)> Events => _events;

        public void Listen(IServiceCollection services) => services.AddSingleton(this).AddTransient<TellEvents>().AddPortalEvents<Ear>();

        public async Task UntilAsync(int count, int? faults = null)
        {
            for (var look = 0; look < 300 && (_events.Count < count || faults is { } left && Faults > left); look++) await Task.Delay(100);
            Assert.Equal(count, _events.Count);
        }

        private sealed class Ear(Heard heard, RetailerScope scope) : IPortalEvents
        {
            public Task HearAsync(PortalEvent happened, CancellationToken stop)
            {
                if (heard.Faults-- > 0) throw new IOException("Nobody answers.");
                heard._events.Enqueue((scope.Current.Id, happened));
                return Task.CompletedTask;
            }
        }
    }
}
