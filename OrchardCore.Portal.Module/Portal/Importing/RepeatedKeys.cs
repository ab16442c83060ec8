using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Finds keys that stand twice among millions without holding them: their hashes go to 64 files by their first bits, and equal keys
/// meet in one of these, which is gone through alone. Memory is a 64th of what a list would take.
/// </summary>
internal sealed class RepeatedKeys(string folder) : IDisposable
{
    private readonly FileStream?[] _parts = new FileStream?[64];
    private ulong[] _seen = [];

    /// <param name="High">Never nought.</param>
    /// <param name="Low">Half of a hash of 128 bits: that two of a hundred million keys meet by chance has odds of one to 10²².</param>
    private readonly record struct Entry(ulong High, ulong Low, long Record, long Line, long File);

    public void Add(ReadOnlySpan<char> key, int file, long record, long line)
    {
        var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key));
        var entry = new Entry((ulong)(hash >> 64) | 1, (ulong)hash, record, line, file);
        var part = (int)(entry.High >> 58);
        (_parts[part] ??= new FileStream(Path.Combine(folder, $"keys-{part}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 16 << 10, FileOptions.DeleteOnClose)).Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Entry>(in entry)));
    }

    /// <summary>Every place of each key that stands more than once, in the order in which they were added; what was added is forgotten.</summary>
    public IEnumerable<IReadOnlyList<(int File, long Record, long Line)>> Take()
    {
        // Of one part after the other: they are about as long.
        Entry[] entries = [];
        for (var part = 0; part < _parts.Length; part++)
        {
            if (_parts[part] is not { } file) continue;
            var count = (int)(file.Length / Marshal.SizeOf<Entry>());
            if (entries.Length < count) entries = new Entry[count + count / 8];
            file.Position = 0;
            file.ReadExactly(MemoryMarshal.AsBytes(entries.AsSpan(0, count)));
            file.Dispose();
            _parts[part] = null;
            if (Repeated(entries.AsSpan(0, count)) is not { Count: > 0 } repeated) continue;
            foreach (var same in entries.Take(count).Where(entry => repeated.Contains(entry.High)).GroupBy(entry => (entry.High, entry.Low)).Where(same => same.Count() > 1))
                yield return [.. same.OrderBy(entry => entry.File).ThenBy(entry => entry.Record).Select(entry => ((int)entry.File, entry.Record, entry.Line))];
        }
    }

    /// <summary>The first halves of hashes that come more than once, of which a file mostly has none.</summary>
    private HashSet<ulong> Repeated(ReadOnlySpan<Entry> entries)
    {
        HashSet<ulong> repeated = [];
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)entries.Length * 2);
        if (_seen.Length < places) _seen = new ulong[places];
        var seen = _seen.AsSpan(0, places);
        seen.Clear();
        foreach (ref readonly var entry in entries)
        {
            var place = (int)(entry.High >> 1) & (places - 1);
            while (seen[place] != 0 && seen[place] != entry.High) place = (place + 1) & (places - 1);
            if (seen[place] == entry.High) repeated.Add(entry.High);
            else seen[place] = entry.High;
        }
        return repeated;
    }

    public void Dispose()
    {
        foreach (var part in _parts) part?.Dispose();
    }
}
