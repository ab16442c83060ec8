using System.Data.Common;
using System.Runtime.CompilerServices;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Events;

/// <summary>
/// Looks at what is being saved and adds the notes that it is worth, so that whoever changes a row need not remember to tell. Once they are
/// committed, they are told soon; what this process does not get to is found a minute later.
/// </summary>
internal sealed class EventOutbox(IEnumerable<IEventSource> sources, IBackgroundJobClient jobs, TimeProvider clock, ILogger<EventOutbox> log) : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbTransaction, string> _uncommitted = [];
    private readonly ConditionalWeakTable<DbContext, List<EventNote>> _saving = [];

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        var now = clock.GetUtcNow().UtcDateTime;
        var notes = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList()
            .SelectMany(entry => sources.Select(source => source.Seen(entry, now)).OfType<EventNote>()).ToList();
        foreach (var note in notes) note.DueAt = now;
        db.AddRange(notes);
        _saving.AddOrUpdate(db, notes);
        return new(result);
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        if (!Take(db)) return new(result);
        if (db.Database.CurrentTransaction is { } open) _uncommitted.AddOrUpdate(Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(open), RetailerScope.Around!.Id);
        else TellSoon(RetailerScope.Around!.Id);
        return new(result);
    }

    /// <summary>Whoever tries again is looked at again.</summary>
    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_saving.TryGetValue(eventData.Context!, out var notes))
            foreach (var note in notes) eventData.Context!.Entry(note).State = EntityState.Detached;
        Take(eventData.Context!);
        return Task.CompletedTask;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_uncommitted.TryGetValue(transaction, out var retailer)) TellSoon(retailer);
        _uncommitted.Remove(transaction);
        return Task.CompletedTask;
    }

    private bool Take(DbContext db)
    {
        var any = _saving.TryGetValue(db, out var notes) && notes.Count > 0;
        _saving.Remove(db);
        return any;
    }

    private void TellSoon(string retailer) => jobs.TryEnqueue<TellEvents>(job => job.RunAsync(retailer, CancellationToken.None), log);
}
