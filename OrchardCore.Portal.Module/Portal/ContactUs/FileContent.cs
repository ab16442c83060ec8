using System.Text;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.ContactUs;

/// <summary>What a file is by its content, and what of it is kept: pictures lose place and time, PDFs must end as they begin, text must be text.</summary>
/// <param name="Fault">For who sent it; empty where it is taken.</param>
internal sealed record FileContent(string Kind, byte[] Content, string Fault)
{
    public const string Accepted = ".pdf,.png,.jpg,.jpeg,.csv,.txt";
    public const string InWords = "PDF, PNG, JPEG, CSV or text";
    public const string AcceptedPhotos = ".png,.jpg,.jpeg";
    public const string PhotosInWords = "PNG or JPEG";
    private const int MostPixels = 20_000;

    // Wherever text is taken for a page or a drawing, it begins like one of these.
    private static readonly string[] Markup = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?xml", "<?php", "<math", "<object", "<embed", "<meta", "<link", "<style", "<form", "<img"];

    public static FileContent Of(string name, byte[] content, bool photos = false)
    {
        if (content.Length == 0) return Refused("it is empty.");
        try
        {
            if (CleanPicture.Of(content) is { } picture)
                return picture is { Wide: >= 1 and <= MostPixels, High: >= 1 and <= MostPixels } ? new FileContent(picture.Kind, picture.Content, "") : Refused($"the picture is {picture.Wide} by {picture.High} pixels, and may be {MostPixels} by {MostPixels}.");
        }
        catch (FormatException fault)
        {
            return Refused(char.ToLowerInvariant(fault.Message[0]) + fault.Message[1..]);
        }
        if (content.Length > 12 && content.AsSpan(4, 4).SequenceEqual("ftyp"u8)) return Refused("it is a HEIC photo or a film. Please send the photo as JPEG: phones offer that when they share or export it.");
        if (photos) return Refused($"expected a photo, {PhotosInWords}, and by its content it is none.");
        // ISO 32000-1, 7.5.2 and 7.5.5: the mark of the beginning, and near the end that of the end.
        if (content.AsSpan().StartsWith("%PDF-"u8))
            return content.AsSpan(Math.Max(0, content.Length - 1024)).IndexOf("%%EOF"u8) >= 0 ? new FileContent("pdf", content, "") : Refused("it begins like a PDF, but does not end like one: it is broken.");
        return FileNames.EndingOf(name) is "" or "txt" or "csv" or "log" && TextOf(content) is { } text ? new FileContent("txt", text, "") : Refused($"expected {InWords}, and by its content it is none of these.");
    }

    /// <summary>Without the mark that some editors put in front; null where it is no text, or text that somebody's browser could take for a page.</summary>
    private static byte[]? TextOf(byte[] content)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
            return text.Any(sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t')) || Markup.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? null : Encoding.UTF8.GetBytes(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static FileContent Refused(string fault) => new("", [], fault);
}
