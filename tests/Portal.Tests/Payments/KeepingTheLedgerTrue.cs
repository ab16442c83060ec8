using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>
/// Random histories: whatever happens at Stripe, in whatever order its events arrive, twice or never, and wherever the line or the process breaks,
/// the ledger ends at Stripe's truth, to the cent.
/// </summary>
public sealed class KeepingTheLedgerTrue
{
    /// <summary>One step of a history. The numbers choose among what is there.</summary>
    public sealed record Step(Deed Deed, int Which, int Amount, Break Break);

    public enum Deed { Pay, PayPart, Succeed, Decline, BankTime, BankSaysYes, BankSaysNo, Refund, RefundPending, SettleRefund, FailRefund, Dispute, Inquire, Win, Lose, Expire, Events, EventsAgain, LookBack, Reconcile, ByItself }

    /// <summary>Where a crash happens in a step: a line that breaks before or after Stripe acted, or the process before or after it saved.</summary>
    public enum Break { Nowhere, LineBefore, LineAfter, SecondCallBefore, SecondCallAfter, ThirdCallBefore, ThirdCallAfter, BeforeSaved, AfterSaved }

    // PORTAL_HISTORIES asks for more than a test run needs.
    private static readonly int Histories = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_HISTORIES"), out var asked) ? asked : 1000;
    private const int Together = 50, Steps = 12;

    private static readonly Gen<Step> AnyStep =
        from deed in Gen.Elements(Enum.GetValues<Deed>())
        from which in Gen.Choose(0, 5)
        from amount in Gen.Choose(50, 9000)
        from cut in Gen.Frequency((5, Gen.Constant(Break.Nowhere)), (3, Gen.Elements(Enum.GetValues<Break>())))
        select new Step(deed, which, amount, cut);

    [Fact]
    public async Task The_ledger_always_ends_at_stripes_truth()
    {
        for (var round = 0; round * Together < Histories; round++)
        {
            await using var app = await PayingApp.StartAsync();
            (app.Sandbox.Switches.Reorder, app.Sandbox.Switches.DuplicatePercent, app.Sandbox.Switches.DropPercent, app.Sandbox.Switches.Seed) = (round % 2 == 0, round % 3 * 20, round % 4 * 20, round);
            var histories = AnyStep.ArrayOf(Steps).Sample(Steps, Together).Select((steps, at) => new History(app, $"{at:0000}", steps)).ToList();
            foreach (var history in histories) await history.BeginAsync();
            for (var at = 0; at < Steps; at++)   // they take turns, as customers do
                foreach (var history in histories) await history.StepAsync(at);

            // The storm is over: what was lost is found by comparing.
            await app.EventsArriveAsync();
            await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<SettleAll>().RunAsync(app.AroundNow(), default));
            foreach (var history in histories)
                if (await history.ComparedAsync() is { } fault) Assert.Fail($"Round {round}: {fault}");
        }
    }

    private sealed class History(PayingApp app, string account, Step[] steps)
    {
        private static readonly string Key = PayingApp.Key("lumen");
        private readonly List<string> _sessions = [], _refunds = [], _disputes = [];
        private readonly Customer _customer = new(Guid.NewGuid(), "", "", account, []);

        public async Task BeginAsync()
        {
            await app.Portal.AddAsync("lumen", PortalApp.AccountOf(account));
            await app.OweAsync(20_000, account, statement: "S" + account);
            if (int.Parse(account, System.Globalization.CultureInfo.InvariantCulture) is var number && number % 2 == 0) await AutoPayAsync((number / 2 % 3) switch { 0 => Decision.Succeed, 1 => Decision.NeedsBankTime, _ => Decision.SaveDecliningCard });
        }

        /// <summary>Every second account pays by itself too: from a card, a bank account, or a card that is declined.</summary>
        private Task AutoPayAsync(Decision decision) => app.Portal.InAsync("lumen", async scope =>
        {
            var methods = scope.GetRequiredService<SavedMethods>();
            var session = PayingApp.SessionIn(new Uri(await methods.OpenAsync(_customer, default)));
            await app.Sandbox.DecideAsync(Key, session, decision);
            await methods.TakeFromPageAsync(_customer, session, default);
            var db = scope.GetRequiredService<PortalDb>();
            var method = await db.SavedMethods.Where(one => one.AccountNumber == account).Select(one => one.Id).SingleAsync();
            await scope.GetRequiredService<AutoPayWishes>().SaveAsync(_customer, new AutoPayWish(method, 0, null, "I ask for it."), default);
            db.Add(new AutoPayDebit { AccountNumber = account, StatementNumber = "S" + account, On = new DateOnly(2026, 11, 22), Amount = new Words.Money(20_000), NoticedAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc) });
            await db.SaveChangesAsync();
        });

        public async Task StepAsync(int at)
        {
            if (at < steps.Length) await TryAsync(steps[at]);
        }

        private async Task TryAsync(Step step)
        {
            var calls = 0;
            app.Wire.Fault = _ => (step.Break, ++calls) switch
            {
                (Break.LineBefore, 1) or (Break.SecondCallBefore, 2) or (Break.ThirdCallBefore, 3) => Cut.Before,
                (Break.LineAfter, 1) or (Break.SecondCallAfter, 2) or (Break.ThirdCallAfter, 3) => Cut.After,
                _ => Cut.Nowhere,
            };
            try
            {
                await DoAsync(step);
            }
            catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or HttpRequestException or Stripe.StripeException or Crash)
            {
                // Stripe refused a deed that makes no sense, the line broke, or the process ended: all may happen.
            }
            app.Wire.Fault = _ => Cut.Nowhere;
        }

        private Task DoAsync(Step step) => step.Deed switch
        {
            Deed.Pay => PayAsync(step, all: true),
            Deed.PayPart => PayAsync(step, all: false),
            Deed.Succeed => app.Sandbox.DecideAsync(Key, Of(_sessions, step), Decision.Succeed),
            Deed.Decline => app.Sandbox.DecideAsync(Key, Of(_sessions, step), Decision.Decline),
            Deed.BankTime => app.Sandbox.DecideAsync(Key, Of(_sessions, step), Decision.NeedsBankTime),
            Deed.BankSaysYes => app.Sandbox.SettleBankAsync(Key, Payment(step), true),
            Deed.BankSaysNo => app.Sandbox.SettleBankAsync(Key, Payment(step), false),
            Deed.Refund => NoteAsync(_refunds, app.Sandbox.RefundAsync(Key, Payment(step), step.Which == 0 ? null : step.Amount)),
            Deed.RefundPending => NoteAsync(_refunds, app.Sandbox.RefundAsync(Key, Payment(step), step.Amount, "pending")),
            Deed.SettleRefund => app.Sandbox.SettleRefundAsync(Key, Of(_refunds, step), true),
            Deed.FailRefund => app.Sandbox.SettleRefundAsync(Key, Of(_refunds, step), false),
            Deed.Dispute => NoteAsync(_disputes, app.Sandbox.DisputeAsync(Key, Payment(step))),
            Deed.Inquire => NoteAsync(_disputes, app.Sandbox.DisputeAsync(Key, Payment(step), inquiry: true)),
            Deed.Win => app.Sandbox.CloseDisputeAsync(Key, Of(_disputes, step), true),
            Deed.Lose => app.Sandbox.CloseDisputeAsync(Key, Of(_disputes, step), false),
            Deed.Expire => app.Sandbox.ExpireAsync(Key, Of(_sessions, step)),
            Deed.LookBack => LookBackAsync(step),
            Deed.ByItself => ByItselfAsync(step),
            Deed.Reconcile => Scope(step, scope => scope.GetRequiredService<SettleAll>().RunAsync(app.AroundNow(), default)),
            _ => EventsAsync(step),
        };

        private async Task EventsAsync(Step step)
        {
            await app.Sandbox.DeliverAsync();
            await Scope(step, scope => scope.GetRequiredService<EventInbox>().ActAsync(default));
        }

        private Task PayAsync(Step step, bool all) => Scope(step, async scope =>
        {
            var outcome = await scope.GetRequiredService<StartPayment>().RunAsync(_customer, payable => all ? payable.Due : new Words.Money(step.Amount), new PayAsk(AttemptKind.Checkout, "", ""), default);
            if (outcome is PayOutcome.GoTo go) _sessions.Add(PayingApp.SessionIn(new Uri(go.Url)));
        });

        private Task ByItselfAsync(Step step) => Scope(step, async scope =>
        {
            if (await scope.GetRequiredService<PortalDb>().AutoPayDebits.AsNoTracking().SingleOrDefaultAsync(one => one.AccountNumber == account) is not { } debit) return;
            var make = scope.GetRequiredService<MakeDebit>();
            await (debit.State == DebitState.Asked ? make.FollowAsync(_customer, debit.Id, default) : make.DebitAsync(_customer, debit.Id, default));
        });

        private Task LookBackAsync(Step step) => Scope(step, async scope =>
        {
            var ids = await scope.GetRequiredService<PortalDb>().PaymentAttempts.Where(one => one.AccountNumber == account).Select(one => one.Id).ToListAsync();
            if (ids.Count > 0) await scope.GetRequiredService<SettlePayment>().RunAsync(ids[step.Which % ids.Count], default);
        });

        /// <summary>A job or a request of its own; where the step says so, the process ends when it wants to save.</summary>
        private Task Scope(Step step, Func<IServiceProvider, Task> work) => app.Portal.InAsync("lumen", async scope =>
        {
            var saves = 0;   // a dead process saves nothing any more
            if (step.Break == Break.BeforeSaved) scope.GetRequiredService<PortalDb>().SavingChanges += (_, _) => { if (++saves >= 1 + step.Which % 3) throw new Crash(); };
            if (step.Break == Break.AfterSaved) scope.GetRequiredService<PortalDb>().SavedChanges += (_, _) => { if (++saves >= 1 + step.Which % 3) throw new Crash(); };
            await work(scope);
        });

        public async Task<string?> ComparedAsync()
        {
            var truth = app.Sandbox.Payments(Key).Where(payment => payment.Metadata.GetValueOrDefault("portal_account") == account).ToList();
            var expected = 20_000 - truth.Sum(payment => payment.Received - payment.Refunded - payment.Disputed);
            var balance = await app.BalanceAsync(account);
            var entries = (await app.LedgerAsync()).Where(entry => entry.AccountNumber == account).ToList();
            // What went back may be paid once more, and come back all the same: a dispute that is won later, a refund that the bank sends back.
            var owedAgain = entries.Where(entry => entry is { Kind: LedgerKind.Refund, Amount.IsPositive: true }).Sum(entry => entry.Amount.Minor);
            var fault = balance != expected ? $"Account {account}: the ledger says {balance}, Stripe {expected}: {string.Join("; ", truth)} | {string.Join("; ", entries.Select(entry => $"{entry.SourceId} {entry.Amount.Minor}"))}"
                : entries.Select(entry => entry.SourceId).Distinct().Count() != entries.Count ? $"Account {account}: an event was acted on twice."
                : truth.Sum(payment => payment.Received) > 20_000 + owedAgain ? $"Account {account}: more was taken than was owed: {string.Join("; ", truth)}" : null;
            return fault is null ? null : $"{fault}\n  {string.Join("\n  ", (object[])steps)}";
        }

        private static string Of(List<string> ids, Step step) => ids.Count == 0 ? throw new InvalidOperationException("There is none.") : ids[step.Which % ids.Count];

        private string Payment(Step step) => Of([.. app.Sandbox.Payments(Key).Where(payment => payment.Metadata.GetValueOrDefault("portal_account") == account).Select(payment => payment.PaymentIntent)], step);

        private static async Task NoteAsync(List<string> list, Task<string> made) => list.Add(await made);

        private sealed class Crash : Exception;
    }
}
