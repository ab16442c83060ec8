using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// The built styles, scripts, icons and fonts (embedded wwwroot/ of the portal and of the theme), under an address that holds a hash
/// of their content: so they may be cached for ever, in any host. Text travels as the Brotli or gzip that the build made.
/// </summary>
internal sealed class Assets(Theme theme)
{
    private const string Root = "wwwroot/";
    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>The smallest first. Browsers ask for Brotli only where the connection is encrypted.</summary>
    private static readonly (string Name, string Ending)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    private const int MostIcons = 5_000;

    private readonly ConcurrentDictionary<(string Base, string Name), object> _icons = new();
    private readonly FrozenDictionary<string, Asset> _byName = Of(theme.Assembly).Concat(Of(typeof(Assets).Assembly))
        .DistinctBy(asset => asset.Name).ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/_assets/{hash}/{**name}", Send).AllowAnonymous();

    public object Href(string name) => Links.To(_byName.TryGetValue(name, out var asset) ? $"/_assets/{asset.Hash}/{name}" : $"/_assets/missing/{name}");

    /// <summary>A page places dozens of them, and there are a few dozen in all; a template that makes up names has them made each time.</summary>
    public object Icon(string name)
    {
        var key = (Links.To(""), name);
        if (_icons.TryGetValue(key, out var known)) return known;
        object icon = Draw(name);
        if (_icons.Count < MostIcons) _icons[key] = icon;
        return icon;
    }

    private Html Draw(string name) =>
        new Html($"<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{WebUtility.HtmlEncode((string)Href("icons.svg"))}#{WebUtility.HtmlEncode(name)}\"/></svg>");

    private static IResult Send(string hash, string name, Assets assets, HttpContext context)
    {
        if (!assets._byName.TryGetValue(name, out var asset)) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = hash == asset.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        context.Response.Headers.Vary = "Accept-Encoding";
        if (asset.Packed.FirstOrDefault(packed => Takes(context, packed.Encoding)) is not { } copy) return TypedResults.Bytes(asset.Content, asset.Type);
        context.Response.Headers.ContentEncoding = copy.Encoding;
        return TypedResults.Bytes(copy.Content, asset.Type);
    }

    private static bool Takes(HttpContext context, string encoding) =>
        context.Request.GetTypedHeaders().AcceptEncoding.Any(taken => taken.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && taken.Quality is not 0);

    private static IEnumerable<Asset> Of(Assembly assembly)
    {
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Root, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        // Style sheets name their fonts relatively, so all files of an assembly share one hash.
        var contents = names.Where(name => !Encodings.Any(encoding => name.EndsWith(encoding.Ending, StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToDictionary(name => name, name => Read(assembly, name));
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents.Values) all.AppendData(content);
        var hash = Convert.ToHexStringLower(all.GetHashAndReset())[..12];
        return contents.Select(file => new Asset(file.Key[Root.Length..], hash, file.Value,
            [.. Encodings.Where(encoding => names.Contains(file.Key + encoding.Ending)).Select(encoding => new Packed(encoding.Name, Read(assembly, file.Key + encoding.Ending)))],
            Types.TryGetContentType(file.Key, out var type) ? type : "application/octet-stream"));
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private sealed record Asset(string Name, string Hash, byte[] Content, IReadOnlyList<Packed> Packed, string Type);
    private sealed record Packed(string Encoding, byte[] Content);
}
