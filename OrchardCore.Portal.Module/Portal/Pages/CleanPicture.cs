using System.Buffers.Binary;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// A PNG or JPEG with nothing in it but the picture: no place, time and camera (EXIF), no comments, and nothing behind its end, where a second
/// file could hide. A photo keeps which way is up.
/// </summary>
internal sealed record CleanPicture(string Kind, int Wide, int High, byte[] Content)
{
    private static readonly byte[] PngBegins = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // What is needed to draw it as it was meant (PNG, Third Edition, 11.2 and 11.3); texts, times and EXIF are not.
    private static readonly string[] PngChunks = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "pHYs"];

    /// <returns>Null where it is neither a PNG nor a JPEG.</returns>
    /// <exception cref="FormatException">It begins like one, but is broken: the message says how.</exception>
    public static CleanPicture? Of(byte[] content) =>
        content.AsSpan().StartsWith(PngBegins) ? Png(content) : content is [0xFF, 0xD8, 0xFF, ..] ? Jpeg(content) : null;

    private static CleanPicture Png(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(PngBegins);
        var (wide, high) = (0, 0);
        for (var at = PngBegins.Length; at + 12 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (length > content.Length - at - 12) break;
            var name = System.Text.Encoding.ASCII.GetString(content, at + 4, 4);
            if ((name == "IHDR") != (wide == 0) || name == "IHDR" && length != 13) break;   // first, and once
            if (name == "IHDR") (wide, high) = (BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(at + 12)));
            var whole = 12 + (int)length;
            if (PngChunks.Contains(name)) kept.Write(content, at, whole);
            if (name == "IEND") return new CleanPicture("png", wide, high, kept.ToArray());
            at += whole;
        }
        throw new FormatException("It begins like a PNG, but does not go on like one: it is broken.");
    }

    /// <summary>From marker to marker (ISO/IEC 10918-1, B.1.1), with the frame's size on the way.</summary>
    private static CleanPicture Jpeg(byte[] content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content, 0, 2);
        var (wide, high) = (0, 0);
        for (var at = 2; at + 2 <= content.Length && content[at] == 0xFF;)
        {
            var marker = content[at + 1];
            if (marker == 0xFF) at++;   // fill
            else if (marker == 0xD9 && wide > 0)
            {
                kept.Write(content, at, 2);
                return new CleanPicture("jpg", wide, high, kept.ToArray());
            }
            else
            {
                if (at + 4 > content.Length || marker is 0x00 or 0xD8 or 0xD9) break;
                var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 2));
                if (end > content.Length || end < at + 4) break;
                if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) && end >= at + 9)
                    (high, wide) = (BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 5)), BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 7)));
                if (marker == 0xE1) kept.Write(UpOf(content.AsSpan(at + 4, end - at - 4)));
                else if (marker is not ((>= 0xE3 and <= 0xED) or 0xEF or 0xFE)) kept.Write(content, at, end - at);   // without APPn of cameras and editors, and comments
                if (marker == 0xDA)
                {
                    var scan = end;
                    // The drawing itself: until a marker that is neither a stuffed byte nor a restart.
                    while (end + 1 < content.Length && !(content[end] == 0xFF && content[end + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))) end++;
                    kept.Write(content, scan, end - scan);
                }
                at = end;
            }
        }
        throw new FormatException("It begins like a JPEG, but does not go on like one: it is broken.");
    }

    /// <summary>Of an EXIF segment the orientation alone (Exif 2.32, 4.6.4, tag 0112), as a new segment; nothing where there is none.</summary>
    private static byte[] UpOf(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8)) return [];
        var tiff = segment[6..];
        var little = tiff.StartsWith("II"u8);
        ushort Short(ReadOnlySpan<byte> from) => little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);
        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (first > tiff.Length - 2) return [];
        var entries = tiff[(int)first..];
        for (var (left, at) = (Short(entries), 2); left > 0 && at + 12 <= entries.Length; left--, at += 12)
            if (Short(entries[at..]) == 0x0112 && Short(entries[(at + 8)..]) is >= 2 and <= 8 and var up)
                return [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)up, 0, 0, 0, 0, 0, 0];
        return [];
    }
}
