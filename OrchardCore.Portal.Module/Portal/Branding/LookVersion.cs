using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Branding;

/// <summary>A look that was published. Versions are added and never changed: the newest is what customers see, and going back adds one.</summary>
internal sealed class LookVersion
{
    /// <summary>1, 2, 3 …: who publishes at the same moment as another is refused by this key.</summary>
    public required int Number { get; init; }

    /// <summary>A <see cref="Look"/> as JSON.</summary>
    public required string Content { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required string PublishedBy { get; init; }

    /// <summary>What is different from the version before: "Colour, logo". "Back to version 3" where it was gone back to.</summary>
    public required string Changes { get; init; }
}

/// <summary>The look that is worked on: one for all editors, so that none publishes over another unseen.</summary>
internal sealed class LookDraft
{
    public const int TheOnly = 1;

    public int Id { get; init; } = TheOnly;
    public required string Content { get; set; }
    public required DateTime SavedAt { get; set; }
    public required string SavedBy { get; set; }

    /// <summary>Another with every save: a form that was opened before somebody else's save is refused.</summary>
    public required Guid Edition { get; set; }

    /// <summary>Number of the newest version when it was saved: what was published since then is not published over unseen.</summary>
    public int After { get; set; }
}

internal sealed class LookVersionTable : IEntityTypeConfiguration<LookVersion>
{
    public void Configure(EntityTypeBuilder<LookVersion> builder)
    {
        builder.ToTable("look_versions").HasKey(version => version.Number);
        builder.Property(version => version.Number).ValueGeneratedNever();
    }
}

internal sealed class LookDraftTable : IEntityTypeConfiguration<LookDraft>
{
    public void Configure(EntityTypeBuilder<LookDraft> builder)
    {
        builder.ToTable("look_draft").Property(draft => draft.Id).ValueGeneratedNever();
        builder.Property(draft => draft.Edition).IsConcurrencyToken();
    }
}

internal static class LookRows
{
    extension(PortalDb db)
    {
        public DbSet<LookVersion> LookVersions => db.Set<LookVersion>();
        public DbSet<LookDraft> LookDrafts => db.Set<LookDraft>();
    }
}
