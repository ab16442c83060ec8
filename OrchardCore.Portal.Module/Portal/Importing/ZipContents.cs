using System.Buffers.Binary;
using System.IO.Compression;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// A zip that nobody trusts: names that lead elsewhere, links, passwords and too many files refuse it before anything is unpacked; how
/// much there is, is counted while it is read, whatever the headers say (OWASP ASVS 5, 5.2.3 and 5.3.2).
/// </summary>
internal sealed class ZipContents : IDisposable
{
    private const int DirectoryBytesPerFile = 400;

    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly ZipArchive _archive;
    private readonly UnpackBudget _budget;

    private ZipContents(ZipArchive archive, Dictionary<string, ZipArchiveEntry> entries, UnpackBudget budget) => (_archive, _entries, _budget) = (archive, entries, budget);

    public IReadOnlyCollection<string> Names => _entries.Keys;
    public bool Has(string name) => _entries.ContainsKey(name);

    public static ZipContents Open(string path, string name, ImportOptions limits)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 << 10, FileOptions.RandomAccess);
        ZipArchive? archive = null;
        try
        {
            CheckDirectory(file, name, limits);
            archive = new ZipArchive(file, ZipArchiveMode.Read);
            var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase);
            if (archive.Entries.Count > limits.MaxZipFiles) throw TooMany(name, limits);
            foreach (var entry in archive.Entries)
            {
                if (Fault(entry) is { } fault) throw Refused(Problem.Shown(entry.FullName), fault.Found, fault.Expected);
                if (entry.FullName.EndsWith('/') || IsLitter(entry)) continue;
                if (!entries.TryAdd(entry.FullName, entry)) throw Refused(Problem.Shown(entry.FullName), "two files of this name", "each name once");
            }
            return new ZipContents(archive, entries, new UnpackBudget(limits.MaxUnpackedBytes));
        }
        catch (Exception fault)
        {
            archive?.Dispose();
            file.Dispose();
            if (fault is InvalidDataException or EndOfStreamException) throw Refused(name, Problem.Shown(fault.Message), "a whole zip; this one is cut off or broken");
            throw;
        }
    }

    public Stream Open(string name)
    {
        var entry = _entries[name];
        try
        {
            return new UnpackedStream(name, entry.Open(), entry.CompressedLength, entry.Length, entry.Crc32, _budget);
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException)
        {
            throw Refused(name, Problem.Shown(fault.Message), "a file packed by \"store\" or \"deflate\", whole and without a password");
        }
    }

    private static (string Found, string Expected)? Fault(ZipArchiveEntry entry) => entry.FullName switch
    {
        { Length: 0 or > 300 } => ("a name of a strange length", "file names of 1 to 300 characters"),
        var name when name.Contains('\\', StringComparison.Ordinal) || name[0] == '/' || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..") || name.Any(char.IsControl)
            => ("a name that leads outside the zip", "plain names inside the zip: no \"..\", no \"\\\", no drive, no leading \"/\""),
        _ when (entry.ExternalAttributes >> 16 & 0xF000) == 0xA000 => ("a symbolic link", "plain files"),
        _ when entry.IsEncrypted => ("a file with a password", "a zip without a password"),
        _ => null,
    };

    // What a Mac adds by itself.
    private static bool IsLitter(ZipArchiveEntry entry) => entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Name is ".DS_Store" or "Thumbs.db";

    // ZipArchive holds the whole directory in memory, so its size is looked at first (APPNOTE.TXT 4.3.16: the record at the end says where it begins).
    private static void CheckDirectory(FileStream file, string name, ImportOptions limits)
    {
        var tail = new byte[(int)Math.Min(file.Length, 65_557)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || end + 22 > tail.Length) throw new InvalidDataException("The end of the zip is missing.");
        var files = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        var start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (files != ushort.MaxValue && files > limits.MaxZipFiles) throw TooMany(name, limits);
        var directory = start == uint.MaxValue ? BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)) : file.Length - tail.Length + end - start;
        if (directory != uint.MaxValue && directory > (long)limits.MaxZipFiles * DirectoryBytesPerFile) throw TooMany(name, limits);
    }

    private static FileRefusedException TooMany(string name, ImportOptions limits) => Refused(name, "too many files", $"at most {limits.MaxZipFiles:N0} files in a zip");

    private static FileRefusedException Refused(string file, string found, string expected) => new(file, new Problem(0, "", found, expected));

    public void Dispose() => _archive.Dispose();
}
