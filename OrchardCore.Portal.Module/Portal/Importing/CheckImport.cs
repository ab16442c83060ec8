using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Importing;

/// <summary>Reads all of a batch and collects its problems; writes nothing that a customer could see.</summary>
[AutomaticRetry(Attempts = 8, DelaysInSeconds = [2, 10, 60])]
internal sealed class CheckImport(IRetailerScopes retailers)
{
    public Task RunAsync(string retailerId, Guid batchId, CancellationToken stop) => retailers.RunAsync(retailerId, scope =>
        scope.GetRequiredService<ImportTurn>().TakeAsync(batchId, BatchState.Received, batch => scope.GetRequiredService<BatchCheck>().RunAsync(batch, stop), stop));
}

/// <summary>The check of one batch.</summary>
internal sealed class BatchCheck(PortalDb db, RetailerScope scope, RetailerCalendar calendar, DataFolder folder, FileKinds kinds, IOptions<PortalOptions> options, FinishedFiles finished, TimeProvider clock, ILogger<BatchCheck> log)
{
    private const int MostProblems = 1_000_000;

    private readonly Dictionary<string, ImportCount> _counts = new(StringComparer.Ordinal);
    private long _errors;

    public async Task RunAsync(ImportBatch batch, CancellationToken stop)
    {
        var place = new BatchFolder(folder, scope.Current.Id, batch.Id);
        var limits = options.Value.Imports;
        using (var scratch = Scratch.New(place.Root))
        {
            using var contents = ImportContents.Open(place.Content, batch.FileName, kinds.All, limits);
            batch.Kind = contents.Kind;
            batch.IsUnreadable = contents.Problems.Any(problem => problem.IsFatal);
            foreach (var (file, problem, _) in contents.Problems) scratch.Add(-1, file, 0, problem);
            if (!batch.IsUnreadable) batch.IsUnreadable = !await ReadAllAsync(batch, contents, scratch, place, limits, stop);

            var (errors, warnings) = scratch.Count();
            (batch.Problems, batch.Warnings) = ((int)errors, (int)warnings);
            await BatchReports.WriteAsync(place, contents, scratch, _counts.Values.Any(count => count.Refused > 0) && !batch.IsUnreadable, stop);
            await SaveAsync(batch, scratch, stop);
        }
        log.BatchChecked(batch.Id, batch.State, batch.Problems, batch.Warnings);
        if (batch.Problems == 0 || batch.IsUnreadable) Scratch.Delete(place.Root);   // else it knows which rows are refused
        if (batch.State != BatchState.Rejected) return;
        Telemetry.ImportEnded(scope.Current.Id, "refused", batch.FinishedAt!.Value - batch.ReceivedAt, 0, 0, 0, _counts.Values.Sum(count => count.Refused));
        await finished.PutAsync(batch, place, stop);
    }

    /// <returns>False where a file could not be read to its end.</returns>
    private async Task<bool> ReadAllAsync(ImportBatch batch, ImportContents contents, Scratch scratch, BatchFolder place, ImportOptions limits, CancellationToken stop)
    {
        await using var lookups = await Lookups.OpenAsync(db, kinds.Spaces, scratch, stop);
        var context = new ReadContext(scope.Current, calendar, contents, null, batch.Id, limits);
        using var keys = new RepeatedKeys(place.Root);
        KeySpace? space = null;
        try
        {
            foreach (var file in contents.Files)
            {
                if (space is not null && space != file.Kind.Keys) RefuseRepeated(keys, contents, scratch, lookups);
                space = file.Kind.Keys;
                await ReadAsync(batch, file, context, lookups, scratch, keys, limits.ChunkRows, stop);
            }
            RefuseRepeated(keys, contents, scratch, lookups);
            foreach (var pdf in contents.UnusedPdfs) scratch.Add(contents.Files.Count, pdf, 0, new Problem(0, "", "a PDF that no statement names", "its name in the column pdf of statements.csv", IsWarning: true));
            return true;
        }
        catch (FileRefusedException refused)
        {
            scratch.Add(contents.Files.FirstOrDefault(file => file.Name == refused.File)?.Index ?? -1, refused.File, 0, refused.Problem);
            return false;
        }
    }

    private async Task ReadAsync(ImportBatch batch, ContentFile file, ReadContext context, Lookups lookups, Scratch scratch, RepeatedKeys keys, int chunkRows, CancellationToken stop)
    {
        var count = _counts.GetOrAdd(file.Kind.Name, batch.Id);
        using var content = file.Open();
        await foreach (var chunk in file.Kind.Read(file, content, context).InChunks(chunkRows).ToAsyncEnumerable().AheadAsync(stop))
        {
            await file.Kind.LookUpAsync(chunk, lookups, stop);
            foreach (var parsed in chunk)
            {
                count.Read++;
                foreach (var problem in parsed.AllProblems) scratch.Add(file.Index, file.Name, parsed.Record, problem);
                if (parsed.IsGood)
                {
                    keys.Add(file.Kind.KeyOf(parsed.Row!), file.Index, parsed.Record, parsed.Line);
                    if (context.Contents.IsZip && file.Kind.Offers(parsed.Row!) is { } offer) scratch.AddKnown(file.Kind.Keys.Name, offer, file.Index, parsed.Record);
                }
                else
                {
                    count.Refused++;
                    if (++_errors > MostProblems) throw new FileRefusedException(file.Name, new Problem(parsed.Line, "", "too many problems", $"fewer than {MostProblems:N0} rows with problems; the rest was not read"));
                }
            }
        }
    }

    private void RefuseRepeated(RepeatedKeys keys, ImportContents contents, Scratch scratch, Lookups lookups)
    {
        foreach (var places in keys.Take())
        {
            for (var i = 0; i < places.Count; i++)
            {
                var (file, record, line) = places[i];
                var other = places[i == 0 ? 1 : 0];
                var of = other.File == file ? "" : " of " + contents.Files[other.File].Name;
                scratch.Add(file, contents.Files[file].Name, record, new Problem(line, "", $"the same key as line {other.Line}{of}", $"each key once: {contents.Files[file].Kind.KeyWords}"));
                scratch.RemoveKnown(file, record);
                _counts[contents.Files[file].Kind.Name].Refused++;
            }
        }
        lookups.Forget();
    }

    private async Task SaveAsync(ImportBatch batch, Scratch scratch, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await db.ImportProblems.Where(problem => problem.BatchId == batch.Id).ExecuteDeleteAsync(stop);
        await db.ImportProblemKinds.Where(kind => kind.BatchId == batch.Id).ExecuteDeleteAsync(stop);
        await db.ImportCounts.Where(count => count.BatchId == batch.Id).ExecuteDeleteAsync(stop);
        var kinds = scratch.Kinds(BatchReports.ShownKinds, BatchReports.ShownExamples).ToList();
        db.ImportProblemKinds.AddRange(kinds.Select((kind, place) => new ImportProblemKind
        {
            BatchId = batch.Id,
            Ordinal = place,
            IsWarning = kind.First.IsWarning,
            Place = kind.First.Place,
            Expected = kind.First.Expected,
            Count = kind.Count,
            Files = kind.Files,
            Examples = ProblemExample.Write(kind.Examples),
        }));
        db.ImportCounts.AddRange(_counts.Values);
        db.ImportProblems.AddRange(scratch.Problems().Take(BatchReports.ShownProblems).Select((found, place) => new ImportProblem
        {
            BatchId = batch.Id,
            Ordinal = place,
            IsWarning = found.Problem.IsWarning,
            File = found.Name,
            Line = found.Problem.Line,
            Place = found.Problem.Place,
            Found = found.Problem.Found,
            Expected = found.Problem.Expected,
            Kind = kinds.FindIndex(kind => kind.First.IsWarning == found.Problem.IsWarning && kind.Kind == found.Problem.Kind),
        }));
        batch.Take(batch.Problems == 0 ? BatchEvent.CheckedClean : BatchEvent.CheckedFaulty);
        batch.HasGoodRows = !batch.IsUnreadable && _counts.Values.Any(count => count.Read > count.Refused);
        if (batch.State == BatchState.Rejected && batch.GoodRowsOnly && batch.HasGoodRows) batch.Take(BatchEvent.GoodRowsWanted);
        if (batch.State == BatchState.Rejected) batch.FinishedAt = clock.GetUtcNow().UtcDateTime;
        (batch.Attempts, batch.DoneFile, batch.DoneRecord) = (0, -1, 0);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
    }
}

internal static class ImportCounting
{
    public static ImportCount GetOrAdd(this Dictionary<string, ImportCount> counts, string kind, Guid batchId) =>
        counts.TryGetValue(kind, out var known) ? known : counts[kind] = new ImportCount { BatchId = batchId, Kind = kind };
}
