using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Finds keys that stand twice among millions without holding them: their hashes go to 64 files by their first bits, and equal keys
/// meet in one of these, which is sorted alone. Memory is a 64th of what a list would take.
/// </summary>
internal sealed class KeySorter(string folder) : IDisposable
{
    private const int Entry = 16 + 4 + 8 + 8;

    private readonly FileStream?[] _parts = new FileStream?[64];

    public void Add(string key, int file, long record, long line)
    {
        Span<byte> text = key.Length <= 300 ? stackalloc byte[key.Length * 3] : new byte[key.Length * 3];
        Span<byte> entry = stackalloc byte[32 + 20];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(key, text)], entry);
        entry = entry[..Entry];
        BinaryPrimitives.WriteInt32BigEndian(entry[16..], file);
        BinaryPrimitives.WriteInt64BigEndian(entry[20..], record);
        BinaryPrimitives.WriteInt64BigEndian(entry[28..], line);
        var part = entry[0] >> 2;
        (_parts[part] ??= new FileStream(Path.Combine(folder, $"keys-{part}"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 16 << 10, FileOptions.DeleteOnClose)).Write(entry);
    }

    /// <summary>Every place of each key that stands more than once; what was added is forgotten.</summary>
    public IEnumerable<IReadOnlyList<(int File, long Record, long Line)>> TakeRepeated()
    {
        for (var part = 0; part < _parts.Length; part++)
        {
            if (_parts[part] is not { } file) continue;
            file.Position = 0;
            var all = new byte[file.Length];
            file.ReadExactly(all);
            file.Dispose();
            _parts[part] = null;
            var order = Enumerable.Range(0, all.Length / Entry).ToArray();
            Array.Sort(order, (left, right) => all.AsSpan(left * Entry, Entry).SequenceCompareTo(all.AsSpan(right * Entry, Entry)));
            for (var first = 0; first < order.Length;)
            {
                var next = first + 1;
                while (next < order.Length && Key(order[next]).SequenceEqual(Key(order[first]))) next++;
                if (next - first > 1) yield return [.. order[first..next].Select(Place)];
                first = next;
            }

            Span<byte> Key(int entry) => all.AsSpan(entry * Entry, 16);
            (int, long, long) Place(int entry) => (
                BinaryPrimitives.ReadInt32BigEndian(all.AsSpan(entry * Entry + 16)),
                BinaryPrimitives.ReadInt64BigEndian(all.AsSpan(entry * Entry + 20)),
                BinaryPrimitives.ReadInt64BigEndian(all.AsSpan(entry * Entry + 28)));
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts) part?.Dispose();
    }
}
