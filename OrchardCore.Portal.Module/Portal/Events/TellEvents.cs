using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Events;

/// <summary>Tells what is due. The notes keep their own attempts, with a back-off each: the job itself is not tried again.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class TellEvents(IRetailerScopes retailers)
{
    public Task RunAsync(string retailerId, CancellationToken stop) => retailers.RunAsync(retailerId, scope => scope.GetRequiredService<Telling>().RunAsync(stop));

    /// <summary>Every minute: what waits for its next attempt, and what a process left that ended before its job ran.</summary>
    public async Task LeftoversAsync(CancellationToken stop)
    {
        foreach (var retailer in retailers.All) await RunAsync(retailer.Id, stop);
    }
}

/// <summary>A note is claimed before it is told and goes when it is: a process that dies in between leaves one that is told again.</summary>
internal sealed class Telling(PortalDb db, IEnumerable<IPortalEvents> listeners, IEnumerable<IEventPages> pages, TimeProvider clock, ILogger<Telling> log)
{
    /// <summary>Waits of 1, 2, 4 … 60 minutes: some six hours.</summary>
    private const int MaxAttempts = 12;
    private const int AtOnce = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken stop)
    {
        if (!listeners.Any()) return;
        var now = clock.GetUtcNow().UtcDateTime;
        List<EventNote> due;
        do
        {
            due = await db.EventNotes.AsNoTracking().Where(note => note.DueAt <= now).OrderBy(note => note.At).ThenBy(note => note.Id).Take(AtOnce).ToListAsync(stop);
            foreach (var note in due)
                if (await ClaimAsync(note, now, stop)) await TellAsync(note, stop);
        }
        while (due.Count == AtOnce);
        await db.EventNotes.Where(note => note.DueAt == null && note.At < now - Kept).ExecuteDeleteAsync(stop);
    }

    private async Task<bool> ClaimAsync(EventNote note, DateTime now, CancellationToken stop)
    {
        var next = now + TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, note.Attempts)));
        return await db.EventNotes.Where(row => row.Id == note.Id && row.DueAt == note.DueAt && row.Attempts == note.Attempts)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Attempts, note.Attempts + 1).SetProperty(one => one.DueAt, next), stop) == 1;
    }

    private async Task TellAsync(EventNote note, CancellationToken stop)
    {
        try
        {
            if (pages.FirstOrDefault(one => one.Kind == note.Kind) is { } many) await TellPagesAsync(note, many, stop);
            else await HearAsync(note.ToEvent(), stop);
            await db.EventNotes.Where(row => row.Id == note.Id).ExecuteDeleteAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.NotTold(fault, note.Id, note.Kind, note.Attempts + 1);
            if (note.Attempts + 1 >= MaxAttempts) await db.EventNotes.Where(row => row.Id == note.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.DueAt, (DateTime?)null), stop);
        }
    }

    private async Task TellPagesAsync(EventNote note, IEventPages many, CancellationToken stop)
    {
        while (await many.NextAsync(note, stop) is { Count: > 0 } page)
        {
            foreach (var happened in page) await HearAsync(happened, stop);
            await db.EventNotes.Where(row => row.Id == note.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Place, note.Place), stop);
        }
    }

    private async Task HearAsync(PortalEvent happened, CancellationToken stop)
    {
        foreach (var listener in listeners) await listener.HearAsync(happened, stop);
    }
}

internal static partial class EventLog
{
    [LoggerMessage(1701, LogLevel.Error, "Event note {Note} ({Kind}) was not told at attempt {Attempt}")]
    public static partial void NotTold(this ILogger log, Exception fault, Guid note, PortalEventKind kind, int attempt);
}
