using System.Runtime.CompilerServices;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing.Undo;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Importing;

/// <summary>Writes a checked batch, chunk by chunk. Safe to run twice and to kill: it goes on after the last chunk that was committed.</summary>
[AutomaticRetry(Attempts = 8, DelaysInSeconds = [2, 10, 60])]
internal sealed class ApplyImport(IRetailerScopes retailers)
{
    public Task RunAsync(string retailerId, Guid batchId, CancellationToken stop) => retailers.RunAsync(retailerId, scope =>
        scope.GetRequiredService<ImportTurn>().TakeAsync(batchId, BatchState.Checked, batch => scope.GetRequiredService<BatchApply>().RunAsync(batch, stop), stop));
}

/// <summary>The writing of one batch.</summary>
internal sealed class BatchApply(PortalDb db, RetailerDatabases databases, RetailerScope scope, RetailerCalendar calendar, DataFolder folder, FileKinds kinds, IOptions<PortalOptions> options, FinishedFiles finished, IEnumerable<IImportListener> listeners, TimeProvider clock, ILogger<BatchApply> log)
{
    // To compile what is asked once, or to start processes for it, takes longer than the answer. Of one transaction, as a pooler between us may give each to another connection.
    private const string PostgreSql = "set local jit = off; set local max_parallel_workers_per_gather = 0";

    public async Task RunAsync(ImportBatch batch, CancellationToken stop)
    {
        var place = new BatchFolder(folder, scope.Current.Id, batch.Id);
        var counts = new BatchCounts(db, batch.Id, await db.ImportCounts.AsTracking().Where(count => count.BatchId == batch.Id).ToListAsync(stop));
        var changes = await BatchChanges.OfAsync(db, batch, options.Value.Imports, stop);
        // Rows that were written without their former selves being kept cannot be told from rows that were added.
        if (!changes.Keeps || (batch.DoneFile >= 0 && batch.AppliedFrom is null)) batch.UndoLost = true;
        batch.AppliedFrom ??= clock.GetUtcNow().UtcDateTime;
        using (var scratch = batch.GoodRowsOnly ? Scratch.Open(place.Root) : null)
        {
            using var contents = ImportContents.Open(place.Content, batch.FileName, kinds.All, options.Value.Imports);
            var context = new ReadContext(scope.Current, calendar, contents, new StoredPdfs(folder, scope.Current.Id), batch.Id, options.Value.Imports);
            await db.Database.OpenConnectionAsync(stop);   // one connection for all chunks: the temporary tables live in it
            await using var writer = new ChunkWriter(db, counts, changes);
            await using var lookups = await Lookups.OpenAsync(db, kinds.Spaces, null, stop);
            await using var beside = databases.Open(scope.Current);
            await using var lookupsBeside = await Lookups.OpenAsync(beside, kinds.Spaces, null, stop);
            // As it was when the work began: while a chunk is written, the next one is read and looked up.
            var (doneFile, doneRecord) = (batch.DoneFile, batch.DoneRecord);
            await foreach (var chunk in LookedUpAsync(Chunks(doneFile, doneRecord, contents, context, scratch), lookupsBeside, stop).AheadAsync(stop)) await WriteAsync(batch, chunk, writer, lookups, stop);
        }
        batch.Take(BatchEvent.Applied);
        batch.FinishedAt = clock.GetUtcNow().UtcDateTime;
        batch.UndoUntil = changes.Keeps ? batch.FinishedAt.Value.AddDays(options.Value.Imports.UndoDays) : null;
        await db.SaveChangesAsync(stop);
        await db.Database.CloseConnectionAsync();
        Scratch.Delete(place.Root);
        Telemetry.ImportEnded(scope.Current.Id, "applied", batch.FinishedAt.Value - batch.ReceivedAt,
            counts.All.Sum(count => count.Added), counts.All.Sum(count => count.Changed), counts.All.Sum(count => count.Unchanged), counts.All.Sum(count => count.Refused));
        log.BatchApplied(batch.Id, counts.All.Sum(count => count.Added), counts.All.Sum(count => count.Changed), counts.All.Sum(count => count.Unchanged));
        foreach (var listener in listeners) listener.Applied(batch.Id);
        await finished.PutAsync(batch, place, stop);
    }

    /// <summary>Rows of one kind that are written together.</summary>
    /// <param name="Last">Of which the last of them is.</param>
    private sealed record Chunk(ContentFile Last, List<Parsed> Rows)
    {
        public FileKind Kind => Last.Kind;
        public bool IsLookedUp { get; set; }
    }

    /// <summary>On a connection beside the one that writes, and so without what that has not committed: the first chunk of a kind, which may refer to the chunk before it, is left as it is.</summary>
    private static async IAsyncEnumerable<Chunk> LookedUpAsync(IEnumerable<Chunk> chunks, Lookups lookups, [EnumeratorCancellation] CancellationToken stop)
    {
        FileKind? before = null;
        foreach (var chunk in chunks)
        {
            if (chunk.Kind == before)
            {
                await chunk.Kind.LookUpAsync(chunk.Rows, lookups, stop);
                chunk.IsLookedUp = true;
            }
            before = chunk.Kind;
            yield return chunk;
        }
    }

    /// <summary>What is still to be written.</summary>
    private IEnumerable<Chunk> Chunks(int doneFile, long doneRecord, ImportContents contents, ReadContext context, Scratch? scratch)
    {
        List<Parsed> chunk = new(options.Value.Imports.ChunkRows);
        var weight = 0;
        ContentFile? last = null;
        foreach (var (file, parsed) in Rows(doneFile, doneRecord, contents, context, scratch))
        {
            if (chunk.Count > 0 && (last!.Kind != file.Kind || weight >= options.Value.Imports.ChunkRows))
            {
                yield return new Chunk(last, chunk);
                (chunk, weight) = (new(options.Value.Imports.ChunkRows), 0);
            }
            parsed.File = file.Index;
            chunk.Add(parsed);
            (last, weight) = (file, weight + parsed.Weight);
        }
        if (chunk.Count > 0) yield return new Chunk(last!, chunk);
    }

    /// <summary>After the last that was written, and without what the check refused.</summary>
    private static IEnumerable<(ContentFile, Parsed)> Rows(int doneFile, long doneRecord, ImportContents contents, ReadContext context, Scratch? scratch)
    {
        foreach (var file in contents.Files.Where(file => file.Index >= doneFile))
        {
            var done = file.Index == doneFile ? doneRecord : 0;
            using var content = file.Open();
            using var refused = (scratch?.Refused(file.Index) ?? []).GetEnumerator();
            var next = refused.MoveNext() ? refused.Current.Record : long.MaxValue;
            foreach (var parsed in file.Kind.Read(file, content, context))
            {
                while (next < parsed.Record) next = refused.MoveNext() ? refused.Current.Record : long.MaxValue;
                if (parsed.Record <= done || parsed.Record == next) continue;
                yield return (file, parsed);
            }
        }
    }

    private async Task WriteAsync(ImportBatch batch, Chunk chunk, ChunkWriter writer, Lookups lookups, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlRawAsync(PostgreSql, stop);
        if (!chunk.IsLookedUp) await chunk.Kind.LookUpAsync(chunk.Rows, lookups, stop);
        if (chunk.Rows.FirstOrDefault(parsed => !parsed.IsGood) is { } bad)
            throw new InvalidOperationException($"Record {bad.Record} of file {bad.File} was good when it was checked, and is not any more.");
        await chunk.Kind.WriteAsync(chunk.Rows, writer, stop);
        await writer.Changes.BoundAsync(stop);
        (batch.DoneFile, batch.DoneRecord, batch.Attempts) = (chunk.Rows[^1].File, chunk.Rows[^1].Record, 0);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
    }
}

/// <summary>The counts of a batch while it is written; they are saved with each chunk.</summary>
internal sealed class BatchCounts(PortalDb db, Guid batchId, List<ImportCount> known)
{
    public IReadOnlyList<ImportCount> All => known;

    public ImportCount Of(string kind)
    {
        if (known.Find(count => count.Kind == kind) is { } count) return count;
        var made = new ImportCount { BatchId = batchId, Kind = kind };
        db.ImportCounts.Add(made);
        known.Add(made);
        return made;
    }
}
