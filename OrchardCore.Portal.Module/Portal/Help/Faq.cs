using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

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
}

internal sealed class FaqTable : IEntityTypeConfiguration<Faq>
{
    public void Configure(EntityTypeBuilder<Faq> builder) => builder.ToTable("faqs").HasIndex(faq => faq.Slug).IsUnique();
}

internal static class FaqRows { extension(PortalDb db) { public DbSet<Faq> Faqs => db.Set<Faq>(); } }
