using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>The retailer's palette as custom properties, and its logo and icon.</summary>
internal static class BrandFiles
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/brand.css", Palette).AllowAnonymous();
        portal.MapGet("/brand/logo", (RetailerScope scope, HttpContext context) => Picture(scope.Current, scope.Current.Brand.Logo, context)).AllowAnonymous();
        portal.MapGet("/brand/icon", (RetailerScope scope, HttpContext context) => Picture(scope.Current, scope.Current.Brand.Icon, context)).AllowAnonymous();
    }

    // Every value was checked when the retailer was read (RetailerFile), so none can end the declaration that it stands in.
    private static ContentHttpResult Palette(RetailerScope scope, HttpContext context)
    {
        var brand = scope.Current.Brand;
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Content(string.Create(CultureInfo.InvariantCulture,
            $":root,.portal{{--brand:{brand.Colour};--accent:{brand.Accent};--radius:{brand.Radius}px;--font:\"{brand.Font}\",system-ui,sans-serif;--display:\"{brand.DisplayFont}\",{brand.DisplayFallback}}}"), "text/css");
    }

    private static Results<PhysicalFileHttpResult, NotFound> Picture(Retailer retailer, string name, HttpContext context)
    {
        var path = Path.Combine(retailer.Folder, Path.GetFileName(name));
        if (name == "" || !File.Exists(path) || !Types.TryGetContentType(path, out var type) || !type.StartsWith("image/", StringComparison.Ordinal)) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";   // an SVG opened by itself runs nothing
        return TypedResults.PhysicalFile(path, type);
    }
}
