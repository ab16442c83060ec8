using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// Pages as they were rendered, for a minute and in this process's memory: the session that asks again gets the same bytes without a query, while nothing was
/// written that pages show (<see cref="Customer.DataVersion"/>). The token of its forms is kept with it: it is good for the browser that has the cookie it was made
/// for, and that cookie is a part of the key. A browser keeps none of it: private pages are no-store (OWASP ASVS 5, 14.3.2), and here too they are gone after the
/// minute (14.2.2).
/// </summary>
internal sealed class KeptPages(TimeProvider clock, IOptions<AntiforgeryOptions> forms) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private const long MostBytes = 64 << 20;

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public static async Task HandleAsync(HttpContext context, RequestDelegate answer)
    {
        var kept = context.RequestServices.GetRequiredService<KeptPages>();
        var place = await kept.PlaceOfAsync(context);
        if (place is null || kept.Find(place) is not { } page)
        {
            context.Features.Set(place);
            await answer(context);
        }
        else if (IsNew(page, context)) await page.WriteAsync(context);
    }

    public void Dispose() => _pages.Dispose();

    /// <summary>Everything that a page of this address is made of. Null where it is nobody's to keep: the retailer's people look, a notice is shown once, or a query asks for a choice or a file.</summary>
    private async ValueTask<Place?> PlaceOfAsync(HttpContext context)
    {
        var held = context.RequestServices.GetRequiredService<CustomerOfRequest>();
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || held is not { Customer: { DataVersion.Length: > 0 } customer, Viewing: null } || Notices.IsThere(context) || request.QueryString.HasValue
            || request.Cookies[forms.Value.Cookie.Name!] is not { Length: > 0 } form) return null;
        var retailer = context.RequestServices.GetRequiredService<RetailerScope>().Current;
        var hour = context.RequestServices.GetRequiredService<RetailerCalendar>().LocalTime(clock.GetUtcNow().UtcDateTime);   // "Good morning", and what is due today
        var test = await context.RequestServices.GetRequiredService<ITestMode>().IsOnAsync(context.RequestAborted);
        return new Place(this, retailer, string.Join('\n', [
            retailer.Id, test ? "test" : "live", hour.ToString("yyyyMMddHH", CultureInfo.InvariantCulture), customer.DataVersion, customer.AccountNumber, request.PathBase.Value, request.Path.Value, form,
            .. context.User.Claims.Select(claim => claim.Value), .. customer.Accounts.Select(account => account.Number + ' ' + account.Label)]));
    }

    private Rendered? Find(Place place) =>
        _pages.TryGetValue(place.Key, out Rendered? page) && ReferenceEquals(page!.Retailer, place.Retailer) && clock.GetUtcNow() - page.At < Longest ? page : null;

    /// <returns>Whether it is new to whoever asked: the process that made what they have may have been another.</returns>
    private bool Keep(Place place, HttpContext context, ReadOnlySpan<char> html, string token)
    {
        if (context.Response.StatusCode != StatusCodes.Status200OK || token == "" || context.Response.Headers.SetCookie.Count > 0) return true;
        var bytes = new byte[Encoding.UTF8.GetByteCount(html)];
        Encoding.UTF8.GetBytes(html, bytes);
        var page = new Rendered(place.Retailer, bytes, clock.GetUtcNow(), TagOf(place.Key, bytes, Encoding.UTF8.GetBytes(token)));
        _pages.Set(place.Key, page, new MemoryCacheEntryOptions { Size = page.Bytes.Length + 2 * place.Key.Length, AbsoluteExpirationRelativeToNow = Longest });
        return IsNew(page, context);
    }

    private static bool IsNew(Rendered page, HttpContext context)
    {
        context.Response.Headers.ETag = page.Tag;
        if (context.Request.Headers.IfNoneMatch != page.Tag) return true;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return false;
    }

    /// <summary>Of all but the token, which is another each time the page is made.</summary>
    private static string TagOf(string key, ReadOnlySpan<byte> page, ReadOnlySpan<byte> token)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(key));
        for (int at; (at = page.IndexOf(token)) >= 0; page = page[(at + token.Length)..]) hash.AppendData(page[..at]);
        hash.AppendData(page);
        return $"\"{Convert.ToHexStringLower(hash.GetHashAndReset())[..32]}\"";
    }

    /// <summary>Where the page that is being made will be kept.</summary>
    /// <param name="Retailer">As it is dressed now: another published look is another object.</param>
    /// <param name="Key">Retailer, test mode, hour, version, account, address, the cookie of forms, all that is known of the person, and the accounts that they reach.</param>
    internal sealed record Place(KeptPages Pages, Retailer Retailer, string Key)
    {
        /// <returns>False: whoever asked has it, and nothing is to be sent.</returns>
        public bool Keep(HttpContext context, ReadOnlySpan<char> html, string token) => Pages.Keep(this, context, html, token);
    }

    /// <param name="Bytes">In UTF-8.</param>
    private sealed record Rendered(Retailer Retailer, byte[] Bytes, DateTimeOffset At, string Tag)
    {
        private byte[]? _packed;

        public async Task WriteAsync(HttpContext context)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            var bytes = Compression.Of(context) is { } packing ? Packed(packing, context.Response.Headers) : Bytes;
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }

        // Once for the minute, and not for each who asks again: it costs as much as a quarter of all else.
        private byte[] Packed(ICompressionProvider packing, IHeaderDictionary headers)
        {
            (headers.ContentEncoding, headers.Vary) = (packing.EncodingName, HeaderNames.AcceptEncoding);
            if (_packed is not null) return _packed;
            using var packed = new MemoryStream();
            using (var stream = packing.CreateStream(packed)) stream.Write(Bytes);
            return _packed = packed.ToArray();
        }
    }
}

/// <summary>A page that is made of the database, the retailer's look and the hour, and of nothing else: the same until one of them changes.</summary>
internal sealed record KeptWhileUnchanged;

internal static class KeptPagesEndpoints
{
    public static RouteHandlerBuilder KeptWhileUnchanged(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new KeptWhileUnchanged());
}
