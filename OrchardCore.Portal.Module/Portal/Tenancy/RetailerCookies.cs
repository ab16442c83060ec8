using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrchardCore.Portal.Pages;
using System.Diagnostics;

namespace OrchardCore.Portal.Tenancy;

/// <summary>Makes a request a retailer's.</summary>
public static class RetailerRequests
{
    /// <summary>
    /// To be called once, by the host, before authentication: from here on the request sees this retailer's data, cookies and addresses.
    /// </summary>
    public static void EnterRetailer(this HttpContext context, Retailer retailer, RetailerScope scope)
    {
        scope.Enter(retailer);
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("retailer", retailer.Id));
        Activity.Current?.SetTag("retailer", retailer.Id);
        Links.Enter(context.Request.PathBase + retailer.Path);
        context.Features.Set<IRequestCookiesFeature>(new RetailerCookies.Incoming(context.Request.Cookies, retailer.Id));
        context.Features.Set<IResponseCookiesFeature>(new RetailerCookies.Outgoing(context.Response.Cookies, retailer.Id));
    }
}

/// <summary>
/// Retailers that share a host name must not share cookies, and a cookie called __Host-… may not be bound to a path: so each of the
/// portal's cookies carries the retailer's id at its end, wherever in the framework it is written.
/// </summary>
internal static class RetailerCookies
{
    private const string Ours = "__Host-portal-";

    private static string Named(string name, string retailerId) => name.StartsWith(Ours, StringComparison.Ordinal) ? $"{name}.{retailerId}" : name;

    internal sealed class Incoming(IRequestCookieCollection all, string retailerId) : IRequestCookiesFeature, IRequestCookieCollection
    {
        public IRequestCookieCollection Cookies { get => this; set => throw new NotSupportedException(); }

        public string? this[string key] => all[Named(key, retailerId)];
        public bool ContainsKey(string key) => all.ContainsKey(Named(key, retailerId));
        public bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => all.TryGetValue(Named(key, retailerId), out value);
        public int Count => all.Count;
        public ICollection<string> Keys => all.Keys;
        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => all.GetEnumerator();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    internal sealed class Outgoing(IResponseCookies cookies, string retailerId) : IResponseCookiesFeature, IResponseCookies
    {
        public IResponseCookies Cookies => this;

        public void Append(string key, string value) => Append(key, value, new CookieOptions { HttpOnly = true });

        public void Append(string key, string value, CookieOptions options)
        {
            if (key.StartsWith(Ours, StringComparison.Ordinal)) (options.Secure, options.Path) = (true, "/");   // what __Host- demands
            cookies.Append(Named(key, retailerId), value, options);
        }

        public void Delete(string key) => Delete(key, new CookieOptions());

        public void Delete(string key, CookieOptions options)
        {
            if (key.StartsWith(Ours, StringComparison.Ordinal)) (options.Secure, options.Path) = (true, "/");
            cookies.Delete(Named(key, retailerId), options);
        }
    }
}
