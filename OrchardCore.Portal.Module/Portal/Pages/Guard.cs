using System.Diagnostics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// Stands around every endpoint of the portal, in any host: safe headers, no forged form posts, and faults as a page in the retailer's
/// brand with a trace id instead of details (OWASP ASVS 5: 3.4, 3.5.1, 14.3.2, 16.5.1).
/// </summary>
internal static class Guard
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Around<TBuilder>(TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.Finally(endpoint =>
    {
        var inner = endpoint.RequestDelegate!;
        var most = endpoint.Metadata.OfType<BodyLimit>().LastOrDefault()?.Bytes;
        var takesForms = !endpoint.Metadata.OfType<IAntiforgeryMetadata>().Any(metadata => !metadata.RequiresValidation);
        if (endpoint.Metadata.OfType<KeptWhileUnchanged>().Any())
        {
            var answer = inner;
            inner = context => KeptPages.HandleAsync(context, answer);
        }
        if (endpoint.Metadata.OfType<Compressed>().Any()) inner = Compression.Around(inner);
        endpoint.RequestDelegate = context => HandleAsync(context, inner, takesForms, most);
    });

    private static async Task HandleAsync(HttpContext context, RequestDelegate inner, bool takesForms, long? most)
    {
        Harden(context);
        try
        {
            // Before anything is read: looking for the token reads the whole form.
            if (most is { } bytes && !BodyLimit.Admit(context, bytes)) context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            else if (takesForms && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
                && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
            else
                await LookingOnly.HandleAsync(context, inner);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;   // nobody is waiting any more
        }
        catch (BadHttpRequestException fault)
        {
            if (context.Response.HasStarted) throw;
            context.Response.Clear();
            Harden(context);
            context.Response.StatusCode = fault.StatusCode;
        }
        catch (Exception fault) when (IsUnreadable(fault) && !context.Response.HasStarted)
        {
            context.Response.Clear();
            Harden(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("OrchardCore.Portal").Unhandled(fault, TraceOf(context));
            context.Response.Clear();
            Harden(context);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        if (context.Response.StatusCode >= 400 && !context.Response.HasStarted && context.Response.ContentType is null)
            await FaultPage.WriteAsync(context, context.Response.StatusCode);
    }

    /// <summary>For a page whose form ends at another site: browsers hold the whole chain of redirects against form-action.</summary>
    /// <param name="targets">Origins, with blanks between.</param>
    public static void FormsMayLeadTo(HttpContext context, string targets) =>
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.Replace("form-action 'self'", "form-action 'self' " + targets, StringComparison.Ordinal);

    /// <summary>For a page that shows another of our own in a frame.</summary>
    public static void MayFrame(HttpContext context) => context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy + "; frame-src 'self'";

    /// <summary>For the page in it. Nobody else may frame it.</summary>
    public static void MayBeFramed(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);
        context.Response.Headers[HeaderNames.XFrameOptions] = "SAMEORIGIN";
    }

    /// <summary>A form that is none: a null character in it, parts without an end. It is the sender's fault, and no failure of ours.</summary>
    private static bool IsUnreadable(Exception fault) => fault is InvalidDataException || fault is AntiforgeryValidationException { InnerException: InvalidDataException };

    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    private static void Harden(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache, no-store";   // as antiforgery says it: another wording would be overridden, with a warning for each page
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}

internal static partial class GuardLog
{
    [LoggerMessage(1001, LogLevel.Error, "Unhandled fault, trace {Trace}")]
    public static partial void Unhandled(this ILogger log, Exception fault, string trace);
}
