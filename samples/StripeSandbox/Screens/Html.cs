using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.StripeSandbox.Screens;

/// <summary>Pages of plain HTML: every value encoded, no script, styles from a file.</summary>
internal static class Html
{
    public static string Safe(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static Task WriteAsync(HttpContext call, string title, string body, string css = "", string formTargets = "", int status = 200)
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = "text/html; charset=utf-8";
        call.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; form-action 'self' {formTargets}; base-uri 'none'; frame-ancestors 'none'";
        call.Response.Headers.CacheControl = "no-store";
        call.Response.Headers.XContentTypeOptions = "nosniff";
        var more = css == "" ? "" : $"<link rel=\"stylesheet\" href=\"{Safe(css)}\">";
        return call.Response.WriteAsync($"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Safe(title)}</title><link rel="stylesheet" href="/sandbox.css">{more}</head>
            <body><div class="strip" role="region" aria-label="Test mode">Test mode: this is a stand-in for Stripe, and no money moves.</div>{body}</body></html>
            """);
    }

    public static string Money(long minor, string currency) => $"{currency.ToUpperInvariant()} {minor / 100m:N2}";
}
