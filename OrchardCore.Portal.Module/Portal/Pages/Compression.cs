using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// Pages go compressed where it gives nothing away. Who can put words of their own beside somebody's data, and see how long the encrypted answer is, guesses the data letter
/// by letter (BREACH). So it is only what an endpoint says of itself that it shows no stranger's words (<see cref="Compressed"/>), and only without a query, which filters repeat.
/// The token of the forms is masked anew in each page that is made. docs/decisions/0006 says more.
/// </summary>
internal sealed class Compression(IServiceProvider services) : ResponseCompressionProvider(services, Options.Create(Choices))
{
    private static ResponseCompressionOptions Choices
    {
        get
        {
            var choices = new ResponseCompressionOptions { EnableForHttps = true, MimeTypes = ["text/html", "image/svg+xml"] };
            // 0.03 ms for the longest list; a Brotli as small takes three times that.
            choices.Providers.Add(new GzipCompressionProvider(Options.Create(new GzipCompressionProviderOptions { Level = CompressionLevel.Fastest })));
            return choices;
        }
    }

    public static RequestDelegate Around(RequestDelegate answer)
    {
        ResponseCompressionMiddleware? compressed = null;
        return context => (compressed ??= new(answer, context.RequestServices.GetRequiredService<Compression>())).Invoke(context);
    }

    /// <summary>For an answer that is kept compressed.</summary>
    /// <returns>Null where it goes as it is: its endpoint does not say that it may be compressed, or whoever asks does not take it.</returns>
    public static ICompressionProvider? Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Compressed>() is not null && context.RequestServices.GetRequiredService<Compression>() is var all && all.CheckRequestAcceptsCompression(context) && all.ShouldCompressResponse(context)
            ? all.GetCompressionProvider(context) : null;

    public override bool ShouldCompressResponse(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && !context.Request.QueryString.HasValue && context.Response.StatusCode == StatusCodes.Status200OK
        && context.Response.Headers.ContentEncoding.Count == 0 && base.ShouldCompressResponse(context);
}

/// <summary>An answer in which nothing stands that a stranger could have written: no message, no search, no name that somebody chose.</summary>
internal sealed record Compressed;

internal static class CompressedEndpoints
{
    public static RouteHandlerBuilder Compressed(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new Compressed());
}
