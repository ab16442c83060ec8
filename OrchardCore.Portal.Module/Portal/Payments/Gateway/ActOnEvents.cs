using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using Stripe;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>Acts on the events that are due. They keep their own tries; the job itself is not tried again.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class ActOnEvents(IRetailerScopes retailers, ILogger<ActOnEvents> log)
{
    public Task RunAsync(string retailerId, CancellationToken stop) =>
        retailers.RunAsync(retailerId, scope => scope.GetRequiredService<EventInbox>().ActAsync(stop));

    /// <summary>Every minute: what waits for its next try, and what a process left that ended before its job ran.</summary>
    public Task LeftoversAsync(CancellationToken stop) => retailers.EachAsync("Stripe's events", log, scope => scope.GetRequiredService<EventInbox>().ActAsync(stop), stop);
}

/// <summary>The events of one retailer. Each says only that there is something to look at; what there is, Stripe says when it is asked.</summary>
internal sealed class EventInbox(PortalDb db, RetailerScope scope, StripeAccounts accounts, StripeReader stripe, SettlePayment settle, SavedMethods methods, TimeProvider clock, ILogger<EventInbox> log)
{
    private const int MostTries = 12;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task ActAsync(CancellationToken stop)
    {
        if (await accounts.FindAsync(stop) is null) return;
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.StripeEvents.AsNoTracking().Where(one => one.DueAt <= now).OrderBy(one => one.ReceivedAt).Take(200).ToListAsync(stop);
        foreach (var one in due)
            if (await ClaimAsync(one, now, stop)) await ActOnAsync(one, stop);
        await db.StripeEvents.Where(one => one.DueAt == null && one.ReceivedAt < now - Kept).ExecuteDeleteAsync(stop);
    }

    // The claim moves the due time on first: a process that dies here leaves an event that is looked at again, not a lost one.
    private async Task<bool> ClaimAsync(StripeEvent one, DateTime now, CancellationToken stop)
    {
        var next = now + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, one.Tries)));
        return await db.StripeEvents.Where(row => row.Id == one.Id && row.DueAt == one.DueAt && row.Tries == one.Tries)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.Tries, one.Tries + 1).SetProperty(each => each.DueAt, next), stop) == 1;
    }

    private async Task ActOnAsync(StripeEvent one, CancellationToken stop)
    {
        using var span = Telemetry.Begin("stripe.event", scope.Current.Id);
        try
        {
            var known = await LookAsync(one, stop);
            if (!known) log.Stray(one.Id, one.Type);
            await NoteAsync(one, known ? EventState.Done : EventState.Stray, "", true, stop);
            Telemetry.WebhookDone(scope.Current.Id, clock.GetUtcNow().UtcDateTime - one.SentAt);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            var givenUp = one.Tries + 1 >= MostTries;
            log.NotActedOn(one.Id, one.Tries + 1, StripeFault.KindOf(fault));
            await NoteAsync(one, givenUp ? EventState.Failed : EventState.Received, StripeFault.KindOf(fault), givenUp, stop);
        }
    }

    /// <returns>Whether the event is about something of ours.</returns>
    private async Task<bool> LookAsync(StripeEvent one, CancellationToken stop)
    {
        if (one.Type == EventTypes.SetupIntentSucceeded) return await methods.TakeAsync(one.ObjectId, stop);
        if (one.AttemptId is { } named) return await settle.RunAsync(named, stop) is not null;
        if (one.IntentId == "") return false;
        var ours = await db.PaymentAttempts.OfEveryAccount().Where(attempt => attempt.IntentId == one.IntentId).Select(attempt => (Guid?)attempt.Id).FirstOrDefaultAsync(stop)
            ?? await stripe.AttemptOfAsync(one.IntentId, stop);
        return ours is { } id && await settle.RunAsync(id, stop) is not null;
    }

    private Task<int> NoteAsync(StripeEvent one, EventState state, string error, bool over, CancellationToken stop)
    {
        DateTime? done = over ? clock.GetUtcNow().UtcDateTime : null;
        return db.StripeEvents.Where(row => row.Id == one.Id).ExecuteUpdateAsync(row => row
            .SetProperty(each => each.State, state).SetProperty(each => each.LastError, error).SetProperty(each => each.DoneAt, done)
            .SetProperty(each => each.DueAt, each => over ? null : each.DueAt), stop);
    }
}

internal static partial class EventInboxLog
{
    [LoggerMessage(2130, LogLevel.Information, "Stripe event {EventId} ({Type}) is about nothing of ours")]
    public static partial void Stray(this ILogger log, string eventId, string type);

    [LoggerMessage(2131, LogLevel.Warning, "Stripe event {EventId} could not be acted on at try {Try}: {Fault}")]
    public static partial void NotActedOn(this ILogger log, string eventId, int @try, string fault);
}
