using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Branding;

/// <summary>A template that is worked on: one for all editors.</summary>
internal sealed class TemplateDraft
{
    /// <summary>Without ".liquid": "Dashboard/DashboardPage".</summary>
    public required string Path { get; init; }
    public required string Text { get; set; }
    public required DateTime SavedAt { get; set; }
    public required string SavedBy { get; set; }

    /// <summary>Another with every save: a form that was opened before somebody else's save is refused.</summary>
    public required Guid Edition { get; set; }
}

/// <summary>A page on which a template of the retailer's own failed: customers saw the portal's own, and the retailer is told.</summary>
internal sealed class TemplateFailure
{
    public required string Path { get; init; }
    public required string Fault { get; set; }
    public required DateTime At { get; set; }
}

internal sealed class TemplateDraftTable : IEntityTypeConfiguration<TemplateDraft>
{
    public void Configure(EntityTypeBuilder<TemplateDraft> builder)
    {
        builder.ToTable("template_drafts").HasKey(draft => draft.Path);
        builder.Property(draft => draft.Edition).IsConcurrencyToken();
    }
}

internal sealed class TemplateFailureTable : IEntityTypeConfiguration<TemplateFailure>
{
    public void Configure(EntityTypeBuilder<TemplateFailure> builder) => builder.ToTable("template_failures").HasKey(failure => failure.Path);
}

internal static class TemplateDraftRows
{
    extension(PortalDb db)
    {
        public DbSet<TemplateDraft> TemplateDrafts => db.Set<TemplateDraft>();
        public DbSet<TemplateFailure> TemplateFailures => db.Set<TemplateFailure>();
    }
}
