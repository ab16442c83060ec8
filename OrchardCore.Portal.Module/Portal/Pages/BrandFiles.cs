using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>The retailer's palette as custom properties, and the pictures that lie in its folder.</summary>
internal static class BrandFiles
{
    public const string Logo = "/brand/logo", LogoDark = "/brand/logo-dark", Icon = "/brand/icon";

    /// <summary>What the name of an uploaded picture begins with: it is kept in the database, under a name that is a hash of its content.</summary>
    public const string Uploaded = "files/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/brand.css", (RetailerScope scope, HttpContext context) => Palette(scope.Current.Brand, context)).AllowAnonymous();
        portal.MapGet(Logo, (RetailerScope scope, HttpContext context) => Picture(scope.Current, scope.Current.Brand.Logo, context)).AllowAnonymous().Compressed();
        portal.MapGet(LogoDark, (RetailerScope scope, HttpContext context) => Picture(scope.Current, scope.Current.Brand.LogoDark, context)).AllowAnonymous().Compressed();
        portal.MapGet(Icon, (RetailerScope scope, HttpContext context) => Picture(scope.Current, scope.Current.Brand.Icon, context)).AllowAnonymous().Compressed();
    }

    /// <summary>Where a picture of the brand is found, from the root of the portal: "/brand/logo". Empty where there is none.</summary>
    /// <param name="place">One of <see cref="Logo"/>, <see cref="LogoDark"/>, <see cref="Icon"/>.</param>
    public static string PathOf(string name, string place) => name == "" ? "" : name.StartsWith(Uploaded, StringComparison.Ordinal) ? "/brand/" + name : place;

    public static string Href(string name, string place) => name == "" ? "" : Links.To(PathOf(name, place));

    /// <summary>What an SVG may do that is opened by itself: nothing.</summary>
    public static void Disarm(HttpContext context) => context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    // Every value was checked when the retailer was read (RetailerFile) or its look was saved, so none can end the declaration that it stands in.
    public static ContentHttpResult Palette(Brand brand, HttpContext context)
    {
        // A published look has an address of its own (Retailer.PaletteHref), so what is fetched by it never changes.
        context.Response.Headers.CacheControl = context.Request.QueryString.HasValue ? "public, max-age=31536000, immutable" : "public, max-age=300";
        return TypedResults.Content(string.Create(CultureInfo.InvariantCulture,
            $":root,.portal{{--brand:{brand.Colour};--accent:{brand.Accent};--radius:{brand.Radius}px;--font:\"{brand.Font}\",\"{brand.Font} fallback\",system-ui,sans-serif;--display:\"{brand.DisplayFont}\",\"{brand.DisplayFont} fallback\",{brand.DisplayFallback}}}"), "text/css");
    }

    private static Results<PhysicalFileHttpResult, NotFound> Picture(Retailer retailer, string name, HttpContext context)
    {
        var path = Path.Combine(retailer.Folder, Path.GetFileName(name));
        if (name == "" || !File.Exists(path) || !Types.TryGetContentType(path, out var type) || !type.StartsWith("image/", StringComparison.Ordinal)) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=300";
        Disarm(context);
        return TypedResults.PhysicalFile(path, type);
    }
}
