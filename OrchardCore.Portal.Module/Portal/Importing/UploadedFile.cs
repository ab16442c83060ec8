using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// The file in a request, as a stream: the framework's form reader would store it first, within limits that are made for small forms.
/// </summary>
internal sealed record UploadedFile(Stream Content, string Name, IReadOnlyDictionary<string, string> FieldsBefore)
{
    private const long RoomForTheForm = 1 << 20;
    private const int LongestField = 4096;

    /// <summary>Raises the server's own limit for this request to ours.</summary>
    /// <returns>False where the request says itself that it is larger.</returns>
    public static bool Admit(HttpContext context, long maxBytes)
    {
        if (context.Request.ContentLength > maxBytes + RoomForTheForm) return false;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = maxBytes + RoomForTheForm;
        return true;
    }

    /// <summary>The field "file" of a multipart form, or the whole body where <paramref name="rawName"/> names it.</summary>
    /// <returns>Null where there is neither.</returns>
    public static async Task<UploadedFile?> OfAsync(HttpRequest request, string? rawName, CancellationToken stop)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return string.IsNullOrWhiteSpace(rawName) ? null : new UploadedFile(request.Body, rawName, new Dictionary<string, string>());

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary is not { Length: > 0 and <= 200 }) return null;
        var parts = new MultipartReader(boundary, request.Body);
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        try
        {
            while (await parts.ReadNextSectionAsync(stop) is { } part)
            {
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said)) continue;
                var name = HeaderUtilities.RemoveQuotes(said.Name).ToString();
                var file = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).ToString();
                if (name == "file" && file != "") return new UploadedFile(part.Body, file, fields);
                if (name == "" || fields.Count >= 20) continue;
                var value = new byte[LongestField];
                fields[name] = System.Text.Encoding.UTF8.GetString(value, 0, await part.Body.ReadAtLeastAsync(value, value.Length, throwOnEndOfStream: false, stop));
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
        return null;
    }

    /// <summary>The token against forged posts is a field before the file, so the form need not be read to its end to find it.</summary>
    public async Task<bool> IsGenuineAsync(HttpContext context, IAntiforgery antiforgery)
    {
        var token = antiforgery.GetTokens(context);
        if (token.HeaderName is null || !FieldsBefore.TryGetValue(token.FormFieldName, out var sent)) return false;
        context.Request.Headers[token.HeaderName] = sent;
        return await antiforgery.IsRequestValidAsync(context);
    }
}
