using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>
/// Asks Stripe how a payment stands and brings the ledger to it. Everything that happens at Stripe ends here: an event, the way back from
/// its page, the daily reconciliation. It may be called twice, at once, late, and be killed between any two steps; what is saved is one transaction.
/// </summary>
internal sealed class SettlePayment(PortalDb db, RetailerScope scope, StripeReader stripe, RetailerCalendar calendar, PaymentMails mails, ReturnMails returns, ILogger<SettlePayment> log)
{
    private const int Tries = 8;

    /// <returns>How it stands now; nothing where there is no such attempt.</returns>
    public async Task<PaymentAttempt?> RunAsync(Guid attemptId, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await LookAsync(attemptId, stop);
            }
            catch (DbUpdateException) when (attempt < Tries)   // somebody else was there between our look at Stripe and our note of it
            {
                await Task.Delay(Random.Shared.Next(5, 40) * attempt, stop);
            }
        }
    }

    private async Task<PaymentAttempt?> LookAsync(Guid attemptId, CancellationToken stop)
    {
        // Read before Stripe is asked: the version then tells whether somebody has asked since.
        if (await db.PaymentAttempts.OfEveryAccount().SingleOrDefaultAsync(one => one.Id == attemptId, stop) is not { } attempt) return null;
        var before = attempt.State;
        if (await stripe.ReadAsync(attempt, stop) is not { } now) return await NeverBegunAsync(attempt, stop);

        attempt.Take(now, calendar.UtcNow);
        attempt.Looked();
        var added = PaymentFacts.Missing(attempt, now, await LandedAsync(attempt, now, stop), calendar).ToList();
        db.Ledger.AddRange(added);
        var told = await mails.QueueAsync(attempt, before);
        told |= await returns.QueueAsync(attempt, now, stop);
        await db.SaveChangesAsync(stop);
        if (before != attempt.State)
        {
            log.Became(attempt.Id, attempt.State);
            Telemetry.PaymentBecame(scope.Current.Id, attempt.State.ToString());
        }
        if (added.Count > 0) log.Posted(attempt.Id, added.Count);
        if (told) mails.DeliverSoon();
        return attempt;
    }

    /// <summary>Stripe has never heard of it: once its time is over, it frees the account for another.</summary>
    private async Task<PaymentAttempt> NeverBegunAsync(PaymentAttempt attempt, CancellationToken stop)
    {
        if (attempt.State != PaymentState.Started || attempt.ExpiresAt > calendar.UtcNow) return attempt;
        (attempt.State, attempt.Open, attempt.UpdatedAt) = (PaymentState.Cancelled, null, calendar.UtcNow);
        attempt.Looked();
        await db.SaveChangesAsync(stop);
        return attempt;
    }

    private async Task<List<LedgerEntry>> LandedAsync(PaymentAttempt attempt, StripePayment now, CancellationToken stop)
    {
        var ids = PaymentFacts.Of(attempt, now).Select(fact => fact.Id).ToList();
        var entries = await db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => entry.AccountNumber == attempt.AccountNumber
            && (entry.Source == PaymentFacts.Source || entry.Source == TransactionFile.Source && ids.Contains(entry.SourceId))).ToListAsync(stop);
        return [.. entries.Where(entry => ids.Any(id => PaymentFacts.IsOf(entry.SourceId, id)))];
    }
}

internal static partial class PaymentLog
{
    [LoggerMessage(2101, LogLevel.Information, "Payment {Attempt} became {State}")]
    public static partial void Became(this ILogger log, Guid attempt, PaymentState state);

    [LoggerMessage(2102, LogLevel.Information, "Payment {Attempt}: {Count} ledger entries added")]
    public static partial void Posted(this ILogger log, Guid attempt, int count);

    [LoggerMessage(2103, LogLevel.Warning, "Stripe could not be asked about payment {Attempt}: {Fault}")]
    public static partial void Unreachable(this ILogger log, Guid attempt, string fault);
}
