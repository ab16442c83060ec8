using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// Pages as they were rendered, for a minute and in this process's memory: the session that asks again gets the same bytes without a query, while nothing was
/// written that pages show (<see cref="Customer.DataVersion"/>). The token of its forms is new each time. A browser keeps none of it: private pages are no-store
/// (OWASP ASVS 5, 14.3.2), and here too they are gone after the minute (14.2.2).
/// </summary>
internal sealed class KeptPages(TimeProvider clock) : IDisposable
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
            return;
        }
        if (IsNew(page, context)) await page.WriteAsync(context, context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken!);
    }

    public void Dispose() => _pages.Dispose();

    /// <summary>Everything that a page of this address is made of. Null where it is nobody's to keep: the retailer's people look, a notice is shown once, or a query asks for a choice or a file.</summary>
    private async Task<Place?> PlaceOfAsync(HttpContext context)
    {
        var held = context.RequestServices.GetRequiredService<CustomerOfRequest>();
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || held is not { Customer: { DataVersion.Length: > 0 } customer, Viewing: null } || Notices.IsThere(context) || request.QueryString.HasValue) return null;
        var retailer = context.RequestServices.GetRequiredService<RetailerScope>().Current;
        var hour = context.RequestServices.GetRequiredService<RetailerCalendar>().LocalTime(clock.GetUtcNow().UtcDateTime);   // "Good morning", and what is due today
        var test = await context.RequestServices.GetRequiredService<ITestMode>().IsOnAsync(context.RequestAborted);
        return new Place(this, retailer, string.Join('\n', [
            retailer.Id, test ? "test" : "live", hour.ToString("yyyyMMddHH", CultureInfo.InvariantCulture), customer.DataVersion, customer.AccountNumber, request.PathBase.Value, request.Path.Value,
            .. context.User.Claims.Select(claim => claim.Value), .. customer.Accounts.Select(account => account.Number + ' ' + account.Label)]));
    }

    private Rendered? Find(Place place) =>
        _pages.TryGetValue(place.Key, out Rendered? page) && ReferenceEquals(page!.Retailer, place.Retailer) && clock.GetUtcNow() - page.At < Longest ? page : null;

    /// <returns>Whether it is new to whoever asked: the process that made what they have may have been another.</returns>
    private bool Keep(Place place, HttpContext context, string html, string token)
    {
        if (context.Response.StatusCode != StatusCodes.Status200OK || token == "") return true;
        var pieces = html.Split(token);
        var page = new Rendered(place.Retailer, [.. pieces.Select(Encoding.UTF8.GetBytes)], clock.GetUtcNow(), TagOf([place.Key, .. pieces]));
        _pages.Set(place.Key, page, new MemoryCacheEntryOptions { Size = page.Pieces.Sum(piece => piece.Length) + 2 * place.Key.Length, AbsoluteExpirationRelativeToNow = Longest });
        return IsNew(page, context);
    }

    private static bool IsNew(Rendered page, HttpContext context)
    {
        context.Response.Headers.ETag = page.Tag;
        if (context.Request.Headers.IfNoneMatch != page.Tag) return true;
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return false;
    }

    private static string TagOf(IReadOnlyList<string> parts) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))))[..32]}\"";

    /// <summary>Where the page that is being made will be kept.</summary>
    /// <param name="Retailer">As it is dressed now: another published look is another object.</param>
    /// <param name="Key">Retailer, test mode, hour, version, account, address, all that is known of the person, and the accounts that they reach.</param>
    internal sealed record Place(KeptPages Pages, Retailer Retailer, string Key)
    {
        /// <returns>False: whoever asked has it, and nothing is to be sent.</returns>
        public bool Keep(HttpContext context, string html, string token) => Pages.Keep(this, context, html, token);
    }

    /// <param name="Pieces">Between them stands the token of the forms.</param>
    private sealed record Rendered(Retailer Retailer, byte[][] Pieces, DateTimeOffset At, string Tag)
    {
        public async Task WriteAsync(HttpContext context, string token)
        {
            var between = Encoding.UTF8.GetBytes(token);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = Pieces.Sum(piece => piece.Length) + (Pieces.Length - 1) * between.Length;
            for (var place = 0; place < Pieces.Length; place++)
            {
                if (place > 0) context.Response.BodyWriter.Write(between);
                context.Response.BodyWriter.Write(Pieces[place]);
            }
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }
}

/// <summary>A page that is made of the database, the retailer's look and the hour, and of nothing else: the same until one of them changes.</summary>
internal sealed record KeptWhileUnchanged;

internal static class KeptPagesEndpoints
{
    public static RouteHandlerBuilder KeptWhileUnchanged(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new KeptWhileUnchanged());
}
