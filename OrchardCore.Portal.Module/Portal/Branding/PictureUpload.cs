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

    private static readonly string TooLarge = $"The picture is larger than {MostBytes / 1024} KB. Logos are shown at 32 pixels of height: a smaller one serves.";

    /// <returns>The picture's name for the brand ("files/3f9a….svg"), to be saved with it; or what is wrong.</returns>
    public async Task<(string Name, string Fault)> TakeAsync(IFormFile file, CancellationToken stop)
    {
        if (file.Length > MostBytes) return ("", TooLarge);
        using var copy = new MemoryStream((int)file.Length);
        await file.CopyToAsync(copy, stop);
        return await TakeAsync(copy.ToArray(), stop);
    }

    /// <summary>The same for a picture that comes from another retailer's portal.</summary>
    public async Task<(string Name, string Fault)> TakeAsync(byte[] file, CancellationToken stop)
    {
        if (file.Length > MostBytes) return ("", TooLarge);
        var (kind, type, content, fault) = Look(file);
        if (fault != "") return ("", fault);

        var name = $"{Convert.ToHexStringLower(SHA256.HashData(content))[..20]}.{kind}";
        if (!await db.BrandPictures.AnyAsync(picture => picture.Name == name, stop)) db.Add(new BrandPicture { Name = name, Type = type, Content = content });
        return (BrandFiles.Uploaded + name, "");
    }

    /// <summary>Whether it would be taken.</summary>
    public static bool IsPicture(byte[] file) => file.Length <= MostBytes && Look(file).Fault == "";

    private static (string Kind, string Type, byte[] Content, string Fault) Look(byte[] content)
    {
        try
        {
            if (CleanPicture.Of(content) is { } picture)
            {
                var sized = Sized(picture);
                if (sized.Fault == "" && picture.Kind == "png") PngContent.Check(picture.Content);
                return sized;
            }
            return ("svg", "image/svg+xml", SafeSvg.Clean(content), "");
        }
        catch (FormatException fault)
        {
            return Refused(content.AsSpan().IndexOf("<svg"u8) >= 0 || content is [0x89 or 0xFF, ..] ? fault.Message : "Expected a picture: SVG, PNG or JPEG.");
        }
    }

    private static (string Kind, string Type, byte[] Content, string Fault) Sized(CleanPicture picture) => picture is not { Wide: >= 1 and <= MostPixels, High: >= 1 and <= MostPixels }
        ? Refused($"The picture is {picture.Wide} by {picture.High} pixels; expected at most {MostPixels} by {MostPixels}.")
        : (picture.Kind, picture.Kind == "png" ? "image/png" : "image/jpeg", picture.Content, "");

    private static (string, string, byte[], string) Refused(string fault) => ("", "", [], fault);
}
