using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;
using Stripe;

namespace OrchardCore.Portal.Payments.Reconciling;

/// <summary>What a comparison found.</summary>
internal sealed class Compared
{
    public int Payments { get; set; }
    public int Mended { get; set; }
    public int Others { get; set; }
    public List<PaymentDifference> Differences { get; } = [];

    /// <summary>Attempts that were settled already in this run.</summary>
    public HashSet<Guid> Settled { get; } = [];
}

/// <summary>
/// Compares Stripe with the ledger over a window, and settles what is out of step: a lost webhook is found here. Pages of a hundred are
/// compared with what we have in two queries; only what differs costs calls of its own.
/// </summary>
internal sealed class SettleAll(PortalDb db, StripeLine line, StripeReader reader, SettlePayment settle, RetailerScope scope, RetailerCalendar calendar, ILogger<SettleAll> log)
{
    private const int PageRows = 100;

    /// <param name="window">When the payments, refunds and disputes were made at Stripe, in UTC.</param>
    public async Task<Compared> RunAsync((DateTime From, DateTime To) window, CancellationToken stop)
    {
        var found = new Compared();
        foreach (var id in await UnfinishedAsync(stop)) await SettleAsync(id, found, stop);
        var stripe = await line.OpenAsync(stop);
        var within = new DateRangeOptions { GreaterThanOrEqual = window.From, LessThan = window.To };

        var page = new List<PaymentIntent>(PageRows);
        await foreach (var intent in stripe.V1.PaymentIntents.ListAutoPagingAsync(new PaymentIntentListOptions { Created = within, Limit = PageRows, Expand = ["data.latest_charge"] }, cancellationToken: stop))
        {
            page.Add(intent);
            if (page.Count == PageRows) await ComparePageAsync(page, found, stop);
        }
        await ComparePageAsync(page, found, stop);

        // What came later to payments that are older than the window.
        await foreach (var refund in stripe.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { Created = within, Limit = PageRows }, cancellationToken: stop)) await SettleIntentAsync(refund.PaymentIntentId, found, stop);
        await foreach (var dispute in stripe.V1.Disputes.ListAutoPagingAsync(new DisputeListOptions { Created = within, Limit = PageRows }, cancellationToken: stop)) await SettleIntentAsync(dispute.PaymentIntentId, found, stop);
        await FindUnbackedAsync(window, found, stop);
        return found;
    }

    private async Task<List<Guid>> UnfinishedAsync(CancellationToken stop) => await db.PaymentAttempts.OfEveryAccount()
        .Where(one => one.State == PaymentState.Started || one.State == PaymentState.Open || one.State == PaymentState.Processing).Select(one => one.Id).ToListAsync(stop);

    private async Task ComparePageAsync(List<PaymentIntent> page, Compared found, CancellationToken stop)
    {
        var ours = page.Where(intent => intent.Metadata.GetValueOrDefault("portal_retailer") == scope.Current.Id).ToList();
        found.Payments += ours.Count;
        found.Others += page.Count - ours.Count;
        page.Clear();
        var ids = ours.Select(intent => StripeReader.AttemptOf(intent.Metadata) ?? Guid.Empty).ToList();
        var attempts = await db.PaymentAttempts.OfEveryAccount().AsNoTracking().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stop);
        var landed = await LandedAsync(attempts.Values, stop);
        foreach (var (intent, id) in ours.Zip(ids))
        {
            if (!attempts.TryGetValue(id, out var attempt))
            {
                if (intent.Status == "succeeded")
                    found.Differences.Add(new PaymentDifference
                    {
                        IntentId = intent.Id,
                        Reference = intent.Metadata.GetValueOrDefault("portal_reference") ?? "",
                        Account = intent.Metadata.GetValueOrDefault(StripeWords.AccountKey) ?? "",
                        AtStripe = new Money(intent.AmountReceived),
                        Kind = DifferenceKind.LostHere,
                    });
            }
            else if (!IsInStep(intent, attempt, landed.GetValueOrDefault(attempt.Reference)))
            {
                await SettleAsync(attempt.Id, found, stop);
            }
        }
    }

    private static bool IsInStep(PaymentIntent intent, PaymentAttempt attempt, long landed) => intent.Status switch
    {
        "succeeded" => attempt.State == PaymentState.Paid && landed == -intent.AmountReceived && intent.LatestCharge is { AmountRefunded: 0, Disputed: false },
        "processing" => attempt.State == PaymentState.Processing,
        _ => attempt.IsOver && !attempt.WasPaid,
    };

    private async Task<Dictionary<string, long>> LandedAsync(IEnumerable<PaymentAttempt> attempts, CancellationToken stop)
    {
        var references = attempts.Select(one => one.Reference).ToList();
        var rows = await db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => references.Contains(entry.SourceId)).Select(entry => new { entry.SourceId, entry.Amount }).ToListAsync(stop);
        return rows.GroupBy(row => row.SourceId).ToDictionary(group => group.Key, group => group.Sum(row => row.Amount.Minor));
    }

    private async Task SettleIntentAsync(string? intentId, Compared found, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(intentId)) return;
        var known = await db.PaymentAttempts.OfEveryAccount().Where(one => one.IntentId == intentId).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(stop) ?? await reader.AttemptOfAsync(intentId, stop);
        if (known is { } id) await SettleAsync(id, found, stop);
    }

    private async Task SettleAsync(Guid id, Compared found, CancellationToken stop)
    {
        if (!found.Settled.Add(id)) return;
        var before = await FactsAsync(id, stop);
        try
        {
            await settle.RunAsync(id, stop);
        }
        catch (StripeException fault) when (fault.HttpStatusCode == System.Net.HttpStatusCode.NotFound)
        {
            log.Unknown(id);
            found.Differences.Add(new PaymentDifference { Reference = before.Reference, Account = before.Account, InLedger = before.InLedger, Kind = DifferenceKind.UnknownAtStripe });
            return;
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is DbUpdateException)   // of this one: the others are compared all the same
        {
            log.NotSettled(id, StripeFault.KindOf(fault));
            found.Differences.Add(new PaymentDifference { Reference = before.Reference, Account = before.Account, InLedger = before.InLedger, Kind = DifferenceKind.NotSettled });
            return;
        }
        if (await FactsAsync(id, stop) != before) found.Mended++;
    }

    private sealed record Facts(string Reference, string Account, PaymentState State, Money InLedger);

    private async Task<Facts> FactsAsync(Guid id, CancellationToken stop)
    {
        if (await db.PaymentAttempts.OfEveryAccount().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop) is not { } attempt) return new("", "", PaymentState.Started, Money.Zero);
        var sum = await db.Ledger.OfEveryAccount().Where(entry => entry.AccountNumber == attempt.AccountNumber && entry.Source == PaymentFacts.Source).BalanceAsync(stop);
        return new(attempt.Reference, attempt.AccountNumber, attempt.State, sum);
    }

    /// <summary>Entries of ours that no payment of ours stands behind.</summary>
    private async Task FindUnbackedAsync((DateTime From, DateTime To) window, Compared found, CancellationToken stop)
    {
        var (from, to) = (calendar.DayOf(window.From), calendar.DayOf(window.To));
        var attempts = db.PaymentAttempts.OfEveryAccount();
        var unbacked = await db.Ledger.OfEveryAccount().AsNoTracking()
            .Where(entry => entry.Source == PaymentFacts.Source && entry.Kind == LedgerKind.Payment && entry.On >= from && entry.On <= to
                && !attempts.Any(one => entry.SourceId.StartsWith(one.Reference) && one.IntentId != ""))
            .OrderBy(entry => entry.Id).Take(1000).ToListAsync(stop);
        found.Differences.AddRange(unbacked.Select(entry => new PaymentDifference { Reference = entry.SourceId, Account = entry.AccountNumber, InLedger = entry.Amount, Kind = DifferenceKind.Unbacked }));
    }
}

internal static partial class SettleAllLog
{
    [LoggerMessage(2140, LogLevel.Warning, "Stripe does not know payment {Attempt}")]
    public static partial void Unknown(this ILogger log, Guid attempt);

    [LoggerMessage(2142, LogLevel.Warning, "Payment {Attempt} could not be brought into step: {Fault}")]
    public static partial void NotSettled(this ILogger log, Guid attempt, string fault);
}
