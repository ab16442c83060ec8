using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Branding;

/// <summary>A logo or icon that was uploaded and made safe. It is kept for good, since any version of the look may be gone back to.</summary>
internal sealed class BrandPicture
{
    /// <summary>A hash of the content, and its kind: "3f9ac27e51d04b68a1c2.svg". Whoever holds the name holds the content.</summary>
    public required string Name { get; init; }
    public required string Type { get; init; }

    // The same picture uploaded twice is one row, so there is no list of anybody's uploads here: the audit trail has who did what.
    public required byte[] Content { get; init; }

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/brand/" + BrandFiles.Uploaded + "{name}", Send).AllowAnonymous().Compressed();

    private static async Task<Results<FileContentHttpResult, NotFound>> Send(string name, PortalDb db, HttpContext context, CancellationToken stop)
    {
        if (await db.BrandPictures.AsNoTracking().SingleOrDefaultAsync(picture => picture.Name == name, stop) is not { } picture) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        BrandFiles.Disarm(context);
        return TypedResults.Bytes(picture.Content, picture.Type);
    }
}

internal sealed class BrandPictureTable : IEntityTypeConfiguration<BrandPicture>
{
    public void Configure(EntityTypeBuilder<BrandPicture> builder) => builder.ToTable("brand_pictures").HasKey(picture => picture.Name);
}

internal static class BrandPictureRows { extension(PortalDb db) { public DbSet<BrandPicture> BrandPictures => db.Set<BrandPicture>(); } }
