using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OrchardCore.Portal.Pages;

/// <summary>How large a request an endpoint takes. What says itself that it is larger is refused unread; what does not is cut off there (Kestrel).</summary>
internal sealed record BodyLimit(long Bytes)
{
    /// <returns>False where the request says itself that it is larger.</returns>
    public static bool Admit(HttpContext context, long bytes)
    {
        if (context.Request.ContentLength > bytes) return false;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = bytes;
        // A form's parts have a limit of their own, 128 MB as the framework sets out: what an endpoint promises to take is taken.
        if (context.Request.HasFormContentType && context.Features.Get<IFormFeature>() is not { Form: not null }) context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions { MultipartBodyLengthLimit = bytes }));
        return true;
    }
}

internal static class BodyLimitEndpoints
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, long bytes) => endpoint.WithMetadata(new BodyLimit(bytes));
}
