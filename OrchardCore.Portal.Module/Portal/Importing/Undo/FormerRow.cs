using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>A row as it was before a batch changed or removed it. Kept for <see cref="ImportOptions.UndoDays"/>, so that the batch can be undone.</summary>
internal sealed class FormerRow
{
    public required Guid BatchId { get; init; }

    /// <summary>"readings".</summary>
    public required string Table { get; init; }

    /// <summary>The row's own id, which an import never changes.</summary>
    public required long RowId { get; init; }
    public required bool WasRemoved { get; init; }

    /// <summary>All its columns, as a JSON object by their names. A column that is younger than this is left as it is.</summary>
    public required string Row { get; init; }
}

/// <summary>What a batch did to a table. Its added rows are those that carry its id and were no other's before.</summary>
internal sealed class ImportChange
{
    public required Guid BatchId { get; init; }
    public required string Table { get; init; }
    public long Added { get; set; }
    public long Changed { get; set; }
    public long Removed { get; set; }
}

/// <summary>A later batch said again, changed, or relied on what an earlier one had brought: without the earlier one it would not be what it is.</summary>
internal sealed class ImportLink
{
    public required Guid BatchId { get; init; }
    public required Guid EarlierId { get; init; }
    public required string Table { get; init; }
    public required long Rows { get; init; }
}

internal sealed class UndoTables : IEntityTypeConfiguration<FormerRow>, IEntityTypeConfiguration<ImportChange>, IEntityTypeConfiguration<ImportLink>
{
    public void Configure(EntityTypeBuilder<FormerRow> builder) => builder.ToTable("import_former").HasKey(row => new { row.BatchId, row.Table, row.RowId });

    public void Configure(EntityTypeBuilder<ImportChange> builder) => builder.ToTable("import_changes").HasKey(change => new { change.BatchId, change.Table });

    public void Configure(EntityTypeBuilder<ImportLink> builder)
    {
        builder.ToTable("import_links").HasKey(link => new { link.EarlierId, link.BatchId, link.Table });
        builder.HasIndex(link => link.BatchId);
    }
}

internal static class UndoRows
{
    extension(PortalDb db)
    {
        public DbSet<FormerRow> FormerRows => db.Set<FormerRow>();
        public DbSet<ImportChange> ImportChanges => db.Set<ImportChange>();
        public DbSet<ImportLink> ImportLinks => db.Set<ImportLink>();
    }
}
