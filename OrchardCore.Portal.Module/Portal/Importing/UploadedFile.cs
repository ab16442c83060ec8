using System.Runtime.CompilerServices;
using System.Text;
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

    /// <summary>The first field "file" of a multipart form, or the whole body where <paramref name="rawName"/> names it.</summary>
    /// <returns>Null where there is neither.</returns>
    public static async Task<UploadedFile?> OfAsync(HttpRequest request, string? rawName, CancellationToken stop)
    {
        if (!IsForm(request)) return string.IsNullOrWhiteSpace(rawName) ? null : new UploadedFile(request.Body, rawName, new Dictionary<string, string>());
        await foreach (var file in AllAsync(request, stop)) return file;
        return null;
    }

    /// <summary>Every field "file" of a multipart form, in its order; each must be read, or given up, before the next is asked for.</summary>
    public static async IAsyncEnumerable<UploadedFile> AllAsync(HttpRequest request, [EnumeratorCancellation] CancellationToken stop)
    {
        if (!IsForm(request) || HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).ToString() is not { Length: > 0 and <= 200 } boundary) yield break;
        var parts = new MultipartReader(boundary, request.Body);
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        while (await NextAsync(parts, stop) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said)) continue;
            var name = HeaderUtilities.RemoveQuotes(said.Name).ToString();
            var file = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).ToString();
            if (name == "file" && file != "") yield return new UploadedFile(part.Body, file, fields);
            if (name is "" or "file" || fields.Count >= 20) continue;
            var value = new byte[LongestField];
            fields[name] = Encoding.UTF8.GetString(value, 0, await part.Body.ReadAtLeastAsync(value, value.Length, throwOnEndOfStream: false, stop));
        }
    }

    private static bool IsForm(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    // What is no multipart form after all has no more parts.
    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken stop)
    {
        try
        {
            return await parts.ReadNextSectionAsync(stop);
        }
        catch (Exception fault) when (fault is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
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
