using System.Security.Cryptography;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>The bills as the retailer made them. A file is named by its content: the same one again is the same file.</summary>
internal sealed class StoredPdfs(DataFolder folder, string retailerId)
{
    /// <summary>Reads a PDF to its end; keeps it, unless there is nowhere to keep it.</summary>
    /// <param name="read">Fills a buffer from its start, and says how far; the first time with four bytes at least, if there are so many.</param>
    /// <returns>The name of the stored file, or what is wrong with it.</returns>
    public static (string Name, string? Fault) Take(Func<byte[], int> read, StoredPdfs? store, long limit)
    {
        var buffer = new byte[64 << 10];
        var incoming = store?.NewFile();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            string? fault = null;
            using (var file = incoming is null ? Stream.Null : File.Create(incoming))
            {
                int count;
                while ((count = read(buffer)) > 0)
                {
                    if (length == 0 && !buffer.AsSpan(0, count).StartsWith("%PDF"u8)) fault = "a PDF, whose content begins with %PDF";
                    length += count;
                    if (length > limit) fault = $"a PDF of at most {limit >> 20} MB";
                    if (fault is not null) return ("", fault);
                    hash.AppendData(buffer, 0, count);
                    file.Write(buffer, 0, count);
                }
            }
            if (length == 0) return ("", "a PDF, and not an empty file");
            var name = Convert.ToHexStringLower(hash.GetHashAndReset()) + ".pdf";
            if (incoming is not null) File.Move(incoming, store!.PathOf(name), overwrite: true);
            return (name, null);
        }
        finally
        {
            if (incoming is not null) File.Delete(incoming);
        }
    }

    public string PathOf(string name) => folder.Of(retailerId, "pdfs", name);

    private string NewFile() => folder.Of(retailerId, "pdfs", $".incoming-{Guid.NewGuid():N}");
}
