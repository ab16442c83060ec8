using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>What became of a file that was handed in.</summary>
internal abstract record ReceiveOutcome
{
    private ReceiveOutcome() { }

    public sealed record Taken(Guid BatchId) : ReceiveOutcome;

    /// <param name="Limit">In bytes.</param>
    public sealed record TooLarge(long Limit) : ReceiveOutcome;
}

/// <summary>The one way in: whatever hands a file in, it is stored, gets a batch, and is queued.</summary>
internal sealed class ImportInbox(DataFolder folder, PortalDb db, RetailerScope scope, TimeProvider clock, IOptions<PortalOptions> options, ImportQueue queue)
{
    private readonly string _retailer = scope.Current.Id;

    /// <summary>Stores a stream as it comes; nothing of it is held in memory.</summary>
    /// <param name="goodRows">What is good is taken, even where there are problems.</param>
    public async Task<ReceiveOutcome> ReceiveAsync(Stream content, string name, ImportSource source, string who, CancellationToken stop, bool goodRows = false)
    {
        var (id, place) = NewBatch();
        await WriteSlipAsync(place, new Slip(ShownName.Of(name), source, who, goodRows, clock.GetUtcNow().UtcDateTime), stop);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using (var file = File.Create(place.Incoming))
            {
                var buffer = new byte[128 << 10];
                var limit = options.Value.Imports.MaxFileBytes;
                long length = 0;
                for (int count; (count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop)) > 0;)
                {
                    if ((length += count) > limit) throw new TooLargeException();
                    hash.AppendData(buffer, 0, count);
                    await file.WriteAsync(buffer.AsMemory(0, count), stop);
                }
            }
        }
        catch (Exception fault)
        {
            Directory.Delete(place.Root, recursive: true);
            if (fault is TooLargeException) return new ReceiveOutcome.TooLarge(options.Value.Imports.MaxFileBytes);
            throw;
        }
        File.Move(place.Incoming, place.Content);
        await EnterAsync(id, stop, hash.GetHashAndReset());
        return new ReceiveOutcome.Taken(id);
    }

    /// <summary>Takes a file by moving it, in one step: of two who try, one gets it.</summary>
    /// <returns>Whether we got it.</returns>
    public async Task<bool> ClaimAsync(string path, ImportSource source, string who, CancellationToken stop)
    {
        var (id, place) = NewBatch();
        await WriteSlipAsync(place, new Slip(ShownName.Of(path), source, who, false, clock.GetUtcNow().UtcDateTime), stop);
        try
        {
            File.Move(path, place.Content);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Directory.Delete(place.Root, recursive: true);
            return false;
        }
        await EnterAsync(id, stop);
        return true;
    }

    /// <summary>Gives a stored file its row and its turn; also after a crash between the two.</summary>
    /// <param name="sha256">Of the file, where it is known.</param>
    public async Task EnterAsync(Guid id, CancellationToken stop, byte[]? sha256 = null)
    {
        var place = new BatchFolder(folder, _retailer, id);
        if (!await db.ImportBatches.AnyAsync(batch => batch.Id == id, stop))
        {
            Slip slip;
            await using (var file = File.OpenRead(place.Slip)) slip = (await JsonSerializer.DeserializeAsync<Slip>(file, cancellationToken: stop))!;
            await using var content = File.OpenRead(place.Content);
            db.ImportBatches.Add(new ImportBatch
            {
                Id = id,
                FileName = slip.Name,
                Bytes = content.Length,
                Sha256 = Convert.ToHexStringLower(sha256 ?? await SHA256.HashDataAsync(content, stop)),
                Source = slip.Source,
                Who = slip.Who,
                ReceivedAt = slip.ReceivedAt,
                GoodRowsOnly = slip.GoodRows,
            });
            await db.SaveChangesAsync(stop);
        }
        File.Delete(place.Slip);
        await queue.EnqueueNextAsync(db, _retailer, stop);
    }

    private (Guid, BatchFolder) NewBatch()
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return (id, new BatchFolder(folder, _retailer, id));
    }

    private static async Task WriteSlipAsync(BatchFolder place, Slip slip, CancellationToken stop)
    {
        await using var file = File.Create(place.Slip);
        await JsonSerializer.SerializeAsync(file, slip, cancellationToken: stop);
    }

    private sealed record Slip(string Name, ImportSource Source, string Who, bool GoodRows, DateTime ReceivedAt);

    private sealed class TooLargeException : Exception;
}
