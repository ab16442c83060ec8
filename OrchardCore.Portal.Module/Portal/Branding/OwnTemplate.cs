using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Branding;

/// <summary>A template that an editor has published. Versions are added and never changed: the newest of a path counts.</summary>
internal sealed class OwnTemplate
{
    /// <summary>Grows with time.</summary>
    public int Id { get; private init; }

    /// <summary>Without ".liquid": "Dashboard/DashboardPage".</summary>
    public required string Path { get; init; }

    /// <summary>Nothing where the editor went back to the built-in one.</summary>
    public required string? Text { get; init; }
    public required DateTime SavedAt { get; init; }
    public required string SavedBy { get; init; }

    /// <summary>The version that it came after, 0 for the first: of two who publish at the same moment the second is refused by it. Null of older rows.</summary>
    public int? After { get; init; }
}

internal sealed class OwnTemplateTable : IEntityTypeConfiguration<OwnTemplate>
{
    public void Configure(EntityTypeBuilder<OwnTemplate> builder)
    {
        builder.ToTable("own_templates").HasIndex(template => new { template.Path, template.Id });
        builder.HasIndex(template => new { template.Path, template.After }).IsUnique();
    }
}

internal static class OwnTemplateRows
{
    extension(PortalDb db)
    {
        public DbSet<OwnTemplate> OwnTemplates => db.Set<OwnTemplate>();

        /// <summary>The newest of each path, those that were taken back left out.</summary>
        public IQueryable<OwnTemplate> TemplatesInUse =>
            from template in db.Set<OwnTemplate>().AsNoTracking()
            where template.Text != null && !db.Set<OwnTemplate>().Any(newer => newer.Path == template.Path && newer.Id > template.Id)
            select template;
    }
}
