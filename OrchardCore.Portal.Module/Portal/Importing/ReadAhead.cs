using System.Runtime.CompilerServices;

namespace OrchardCore.Portal.Importing;

/// <summary>Reading and writing side by side: while a chunk is looked up and written, the next one is read.</summary>
internal static class ReadAhead
{
    /// <summary>Takes each next one on another thread while the caller is at the one before: never more than one ahead.</summary>
    public static async IAsyncEnumerable<T> AheadAsync<T>(this IAsyncEnumerable<T> all, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var one = all.GetAsyncEnumerator(stop);
        Task<bool>? next = null;
        try
        {
            next = Task.Run(() => one.MoveNextAsync().AsTask(), stop);
            while (await next)
            {
                var current = one.Current;
                next = Task.Run(() => one.MoveNextAsync().AsTask(), stop);
                yield return current;
            }
        }
        finally
        {
            if (next is not null) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // a caller that breaks off must not take the file away from under it
        }
    }

    /// <summary>Records of one file by chunks of about so many rows. Those before the place where the file cannot be read any further come before that is thrown.</summary>
    public static IEnumerable<List<Parsed>> InChunks(this IEnumerable<Parsed> records, int rows)
    {
        List<Parsed> chunk = new(rows);
        var weight = 0;
        FileRefusedException? broken = null;
        using (var record = records.GetEnumerator())
        {
            while (Next(record))
            {
                chunk.Add(record.Current);
                if ((weight += record.Current.Weight) < rows) continue;
                yield return chunk;
                (chunk, weight) = (new(rows), 0);
            }
        }
        if (chunk.Count > 0) yield return chunk;
        if (broken is not null) throw broken;

        bool Next(IEnumerator<Parsed> record)
        {
            try
            {
                return record.MoveNext();
            }
            catch (FileRefusedException refused)
            {
                broken = refused;
                return false;
            }
        }
    }
}
