using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.Help;

/// <summary>A question that the retailer answers, in Markdown.</summary>
internal sealed class Faq
{
    public int Id { get; private set; }
    public required string Slug { get; init; }
    public required string Category { get; set; }
    public required string Question { get; set; }
    public required string Answer { get; set; }
    public int Order { get; set; }
    public bool IsPublished { get; set; } = true;
    public int Helped { get; set; }
    public int DidNotHelp { get; set; }

    /// <summary>In UTC: customers see it from then on, and no longer than until then. Null: at once, and without an end.</summary>
    public DateTime? ShowFrom { get; set; }
    public DateTime? ShowUntil { get; set; }

    /// <summary>When customers first saw this text, in UTC.</summary>
    public DateTime? UpdatedAt { get; set; }

    /// <summary>What is being written, beside what customers see; null where nothing is.</summary>
    public string? DraftCategory { get; set; }
    public string? DraftQuestion { get; set; }
    public string? DraftAnswer { get; set; }

    /// <summary>Another with every save: a form that was opened before somebody else's save is refused.</summary>
    public Guid Edition { get; set; }

    public bool HasDraft => DraftAnswer is not null;

    /// <param name="now">In UTC.</param>
    public bool IsShownAt(DateTime now) => IsPublished && !(ShowFrom > now) && !(ShowUntil <= now);
}

/// <summary>A text that was published. It is added and never changed; going back publishes it again.</summary>
internal sealed class FaqVersion
{
    public int Id { get; private set; }
    public required int FaqId { get; init; }
    public required string Category { get; init; }
    public required string Question { get; init; }
    public required string Answer { get; init; }
    public required DateTime PublishedAt { get; init; }
    public required string PublishedBy { get; init; }
}

/// <summary>What was looked for and not found. Numbers and addresses are masked before they are kept: they would be somebody's.</summary>
internal sealed class MissedSearch : IUnseen
{
    public required string Words { get; init; }
    public required int Times { get; set; }
    public required DateTime LastAt { get; set; }
}

internal sealed class FaqTable : IEntityTypeConfiguration<Faq>
{
    public void Configure(EntityTypeBuilder<Faq> builder)
    {
        builder.ToTable("faqs").HasIndex(faq => faq.Slug).IsUnique();
        builder.Property(faq => faq.Edition).IsConcurrencyToken();
    }
}

internal sealed class FaqVersionTable : IEntityTypeConfiguration<FaqVersion>
{
    public void Configure(EntityTypeBuilder<FaqVersion> builder) => builder.ToTable("faq_versions").HasIndex(version => version.FaqId);
}

internal sealed class MissedSearchTable : IEntityTypeConfiguration<MissedSearch>
{
    public void Configure(EntityTypeBuilder<MissedSearch> builder) => builder.ToTable("missed_searches").HasKey(search => search.Words);
}

internal static class FaqRows
{
    extension(PortalDb db)
    {
        public DbSet<Faq> Faqs => db.Set<Faq>();
        public DbSet<FaqVersion> FaqVersions => db.Set<FaqVersion>();
        public DbSet<MissedSearch> MissedSearches => db.Set<MissedSearch>();
    }
}
