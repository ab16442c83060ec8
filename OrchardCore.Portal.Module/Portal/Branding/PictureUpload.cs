using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Branding;

/// <summary>Takes a logo or icon: what it is, its content says and not its name.</summary>
internal sealed class PictureUpload(PortalDb db)
{
    public const int MostBytes = 512 * 1024;
    private const int MostPixels = 4000;

    /// <returns>The picture's name for the brand ("files/3f9a….svg"), to be saved with it; or what is wrong.</returns>
    public async Task<(string Name, string Fault)> TakeAsync(IFormFile file, CancellationToken stop)
    {
        if (file.Length > MostBytes) return ("", $"The picture is larger than {MostBytes / 1024} KB. Logos are shown at 32 pixels of height: a smaller one serves.");
        using var copy = new MemoryStream((int)file.Length);
        await file.CopyToAsync(copy, stop);
        var (kind, type, content, fault) = Look(copy.ToArray());
        if (fault != "") return ("", fault);

        var name = $"{Convert.ToHexStringLower(SHA256.HashData(content))[..20]}.{kind}";
        if (!await db.BrandPictures.AnyAsync(picture => picture.Name == name, stop)) db.Add(new BrandPicture { Name = name, Type = type, Content = content });
        return (BrandFiles.Uploaded + name, "");
    }

    private static (string Kind, string Type, byte[] Content, string Fault) Look(byte[] content)
    {
        if (content is [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, _, _, _, _, (byte)'I', (byte)'H', (byte)'D', (byte)'R', ..] && content.Length > 32)
            return Sized("png", "image/png", content, BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(20)));
        if (content is [0xFF, 0xD8, 0xFF, ..]) return JpegSize(content) is var (wide, high) ? Sized("jpg", "image/jpeg", content, wide, high) : Refused("It begins like a JPEG, but has no size in it: it is broken.");
        try
        {
            return ("svg", "image/svg+xml", SafeSvg.Clean(content), "");
        }
        catch (FormatException fault)
        {
            return Refused(content.AsSpan().IndexOf("<svg"u8) >= 0 ? fault.Message : "Expected a picture: SVG, PNG or JPEG.");
        }
    }

    private static (string, string, byte[], string) Sized(string kind, string type, byte[] content, int wide, int high) =>
        wide is < 1 or > MostPixels || high is < 1 or > MostPixels ? Refused($"The picture is {wide} by {high} pixels; expected at most {MostPixels} by {MostPixels}.") : (kind, type, content, "");

    private static (string, string, byte[], string) Refused(string fault) => ("", "", [], fault);

    /// <summary>From the first frame header (ISO/IEC 10918-1, B.2.2).</summary>
    private static (int Wide, int High)? JpegSize(byte[] content)
    {
        for (var at = 2; at + 9 < content.Length && content[at] == 0xFF;)
        {
            var marker = content[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 7)), BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 5)));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(at + 2));
        }
        return null;
    }
}
