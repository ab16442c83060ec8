using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing.Sources;

/// <summary>What the retailer counts on: rows of a kind, every day or every working day by an hour.</summary>
internal sealed class ExpectedFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>A kind as imports count it: "readings". What an e-invoice or a zip brings counts too.</summary>
    public required string Kind { get; init; }

    /// <summary>By the retailer's clock.</summary>
    public required TimeOnly By { get; init; }

    /// <summary>Monday to Friday only.</summary>
    public required bool OnWeekdays { get; init; }

    /// <summary>What was due before counts for nothing.</summary>
    public required DateTime CreatedAt { get; init; }
}

internal sealed class ExpectedFileTable : IEntityTypeConfiguration<ExpectedFile>
{
    public void Configure(EntityTypeBuilder<ExpectedFile> builder)
    {
        builder.ToTable("import_expected").Property(file => file.Id).ValueGeneratedNever();
        builder.HasIndex(file => new { file.Kind, file.By, file.OnWeekdays }).IsUnique();
    }
}

internal static class ExpectedFileRows { extension(PortalDb db) { public DbSet<ExpectedFile> ExpectedFiles => db.Set<ExpectedFile>(); } }
