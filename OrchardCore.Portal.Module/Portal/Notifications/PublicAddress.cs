using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>
/// Where the retailer's portal is found from outside, for links in mails. Never taken from the Host header as it comes: whoever sends a
/// "forgot password" with a host of their own would have the link, and the token in it, lead to them. A host name counts when it is one
/// of the retailer's own; a prefix is put behind <see cref="PortalOptions.PublicAddress"/>.
/// </summary>
internal sealed class PublicAddress(RetailerScope scope, IOptions<PortalOptions> options, IHostEnvironment host, IHttpContextAccessor requests)
{
    private string? _given;

    public string To(string path) => Base + path;

    /// <summary>Scheme, host and prefix, without a slash at the end.</summary>
    public string Base => _given ??= Find();

    /// <summary>For a job that goes on with what a request began.</summary>
    public void Use(string address) => _given = address;

    private string Find()
    {
        var retailer = scope.Current;
        var request = requests.HttpContext?.Request;
        if (request is not null && host.IsDevelopment() && IsThisMachine(request.Host.Host))
            return $"{request.Scheme}://{request.Host}{request.PathBase}{retailer.Path}";
        if (request is not null && retailer.Hosts.FirstOrDefault(own => string.Equals(own, request.Host.Host, StringComparison.OrdinalIgnoreCase)) is { } asked)
            return "https://" + asked + retailer.Path;
        if (options.Value.PublicAddress is { } shared && retailer.Prefix != "") return shared.TrimEnd('/') + retailer.Prefix + retailer.Path;
        return retailer.Hosts is [var first, ..] ? "https://" + first + retailer.Path
            : throw new InvalidOperationException($"Links in the mails of {retailer.Id} need an address: set Portal:PublicAddress, or give the retailer a host name.");
    }

    private static bool IsThisMachine(string name) =>
        name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(name, out var number) && IPAddress.IsLoopback(number));
}
