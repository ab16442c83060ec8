using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OrchardCore.Portal.Branding;

/// <summary>Whether a PNG is whole (PNG, Third Edition): the check sum of every chunk, and a picture that unpacks to what its header says, and not to a thousand times as much.</summary>
internal static class PngContent
{
    private const int Signature = 8;

    // 5.5 and Annex D.
    private static readonly uint[] Sums = [.. Enumerable.Range(0, 256).Select(one => Enumerable.Range(0, 8).Aggregate((uint)one, (sum, _) => (sum & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1))];

    /// <param name="content">Its chunks follow each other to the last, and the first is the header, which says no more pixels than are taken.</param>
    /// <exception cref="FormatException">It is broken: the message says how.</exception>
    public static void Check(byte[] content)
    {
        using var packed = new MemoryStream();
        var expected = 0L;
        for (var at = Signature; at < content.Length;)
        {
            var whole = content.AsSpan(at, 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at)));
            if (BinaryPrimitives.ReadUInt32BigEndian(whole[^4..]) != Sum(whole[4..^4])) throw new FormatException("A check sum in the PNG is wrong: it is broken.");
            var name = Encoding.ASCII.GetString(whole[4..8]);
            if (name == "IHDR") expected = Unpacked(whole[8..^4]);
            if (name == "IDAT") packed.Write(whole[8..^4]);
            at += whole.Length;
        }
        packed.Position = 0;
        if (Length(packed, expected) != expected) throw new FormatException("The picture in the PNG is not as large as its header says: it is broken.");
    }

    /// <summary>How many bytes the picture has when it is unpacked (11.2.1; 8.1 for interlaced ones).</summary>
    private static long Unpacked(ReadOnlySpan<byte> header)
    {
        var (wide, high, depth, colour, interlaced) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]), header[8], header[9], header[12]);
        var samples = (colour, depth) switch { (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1, (2, 8 or 16) => 3, (4, 8 or 16) => 2, (6, 8 or 16) => 4, _ => throw new FormatException("The PNG's kind of colour is none of those that there are.") };
        long Part(long columns, long rows) => columns <= 0 || rows <= 0 ? 0 : rows * (1 + (columns * samples * depth + 7) / 8);
        if (interlaced == 0) return Part(wide, high);
        (int X, int Y, int Dx, int Dy)[] passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        return passes.Sum(pass => Part((wide - (long)pass.X + pass.Dx - 1) / pass.Dx, (high - (long)pass.Y + pass.Dy - 1) / pass.Dy));
    }

    private static long Length(Stream packed, long most)
    {
        try
        {
            using var picture = new ZLibStream(packed, CompressionMode.Decompress);
            var (buffer, length) = (new byte[64 * 1024], 0L);
            for (int read; length <= most && (read = picture.Read(buffer)) > 0;) length += read;
            return length;
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0xFFFFFFFF;
        foreach (var one in bytes) sum = Sums[(sum ^ one) & 0xFF] ^ (sum >> 8);
        return ~sum;
    }
}
