using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Finds keys that stand twice among millions without holding them: their hashes go to 64 files by their first bits, and equal keys
/// meet in one of these, which is sorted alone. Memory is a 64th of what a list would take.
/// </summary>
internal sealed class KeySorter(string folder) : IDisposable
{
    private readonly FileStream?[] _parts = new FileStream?[64];

    /// <param name="Low">Half of a hash of 128 bits: that two of a hundred million keys meet by chance has odds of one to 10²².</param>
    private readonly record struct Entry(ulong High, ulong Low, long Record, long Line, long File);

    public void Add(ReadOnlySpan<char> key, int file, long record, long line)
    {
        var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key));
        var entry = new Entry((ulong)(hash >> 64), (ulong)hash, record, line, file);
        var part = (int)(entry.High >> 58);
        (_parts[part] ??= new FileStream(Path.Combine(folder, $"keys-{part}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 16 << 10, FileOptions.DeleteOnClose)).Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Entry>(in entry)));
    }

    /// <summary>Every place of each key that stands more than once, in the order in which they were added; what was added is forgotten.</summary>
    public IEnumerable<IReadOnlyList<(int File, long Record, long Line)>> TakeRepeated()
    {
        // Of one part after the other: they are about as long.
        Entry[] entries = [];
        ulong[] hashes = [];
        for (var part = 0; part < _parts.Length; part++)
        {
            if (_parts[part] is not { } file) continue;
            var count = (int)(file.Length / Marshal.SizeOf<Entry>());
            if (entries.Length < count) (entries, hashes) = (new Entry[count + count / 8], new ulong[count + count / 8]);
            file.Position = 0;
            file.ReadExactly(MemoryMarshal.AsBytes(entries.AsSpan(0, count)));
            file.Dispose();
            _parts[part] = null;
            for (var place = 0; place < count; place++) hashes[place] = entries[place].High;
            Array.Sort(hashes, entries, 0, count);
            for (var first = 0; first < count;)
            {
                var next = first + 1;
                while (next < count && hashes[next] == hashes[first]) next++;
                if (next - first > 1)
                    foreach (var same in entries[first..next].GroupBy(entry => entry.Low).Where(same => same.Count() > 1))
                        yield return [.. same.OrderBy(entry => entry.File).ThenBy(entry => entry.Record).Select(entry => ((int)entry.File, entry.Record, entry.Line))];
                first = next;
            }
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts) part?.Dispose();
    }
}
