using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>A file that was handed in, and how far it has come. Every imported row knows its batch.</summary>
internal sealed class ImportBatch
{
    public required Guid Id { get; init; }
    public required string FileName { get; init; }
    public required long Bytes { get; init; }
    public required string Sha256 { get; init; }
    public required ImportSource Source { get; init; }

    /// <summary>The person, the API key or the folder that it came from.</summary>
    public required string Who { get; init; }
    public required DateTime ReceivedAt { get; init; }

    /// <summary>"statements", "invoices", "zip" …; empty until the file was looked into.</summary>
    public string Kind { get; set; } = "";
    public BatchState State { get; private set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>The retailer takes what is good in a file with problems.</summary>
    public bool GoodRowsOnly { get; set; }

    /// <summary>The file as a whole cannot be read, so there are no good rows in it.</summary>
    public bool IsUnreadable { get; set; }
    public bool HasGoodRows { get; set; }
    public int Problems { get; set; }
    public int Warnings { get; set; }

    /// <summary>The last record that is written: its file (in the order of writing) and its number in it.</summary>
    public int DoneFile { get; set; } = -1;
    public long DoneRecord { get; set; }

    /// <summary>Starts without progress: a file that takes the process down is not tried for ever.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first row was about to be written.</summary>
    public DateTime? AppliedFrom { get; set; }

    /// <summary>So long it can be undone; null where it cannot.</summary>
    public DateTime? UndoUntil { get; set; }

    /// <summary>What its rows were before is not kept, or not of all: it changed more than are kept, or a part was written while none were.</summary>
    public bool UndoLost { get; set; }
    public DateTime? UndoneAt { get; set; }

    /// <summary>What turned up when it was to be undone; empty where nothing did.</summary>
    public string UndoRefusal { get; set; } = "";

    public void Take(BatchEvent happened) => State = State.After(happened);
}

/// <summary>Where a file came from.</summary>
internal enum ImportSource { DropFolder, Upload, Api, Demo }

/// <summary>What became of the rows of one kind.</summary>
internal sealed class ImportCount
{
    public required Guid BatchId { get; init; }
    public required string Kind { get; init; }
    public long Read { get; set; }
    public long Added { get; set; }
    public long Changed { get; set; }
    public long Unchanged { get; set; }
    public long Refused { get; set; }
}

/// <summary>One of the first problems of a batch; the report in its folder has all.</summary>
internal sealed class ImportProblem
{
    public required Guid BatchId { get; init; }
    public required int Ordinal { get; init; }
    public required bool IsWarning { get; init; }
    public required string File { get; init; }
    public required long Line { get; init; }

    /// <summary>The column of a CSV file, the path in an XML one.</summary>
    public required string Place { get; init; }
    public required string Found { get; init; }
    public required string Expected { get; init; }

    /// <summary>The <see cref="ImportProblemKind"/> that it is one of; -1 where that is not kept.</summary>
    public int Kind { get; init; } = -1;
}

/// <summary>All problems of a batch that say the same of the same place: a million lines with a wrong date are one thing to mend.</summary>
internal sealed class ImportProblemKind
{
    public required Guid BatchId { get; init; }

    /// <summary>Problems before warnings, the most frequent first.</summary>
    public required int Ordinal { get; init; }
    public required bool IsWarning { get; init; }

    /// <summary>Of the first of them, as the expectation is.</summary>
    public required string Place { get; init; }
    public required string Expected { get; init; }
    public required long Count { get; init; }
    public required long Files { get; init; }

    /// <summary>The first ones, so that they can be found: see <see cref="ProblemExample"/>.</summary>
    public required string Examples { get; init; }
}

/// <summary>Where one of the problems stands, and what stands there.</summary>
internal sealed record ProblemExample(string File, long Line, string Found)
{
    public static string Write(IReadOnlyList<ProblemExample> examples) => JsonSerializer.Serialize(examples);
    public static IReadOnlyList<ProblemExample> Read(string examples) => JsonSerializer.Deserialize<List<ProblemExample>>(examples) ?? [];
}

internal sealed class ImportTables : IEntityTypeConfiguration<ImportBatch>, IEntityTypeConfiguration<ImportCount>, IEntityTypeConfiguration<ImportProblem>, IEntityTypeConfiguration<ImportProblemKind>
{
    public void Configure(EntityTypeBuilder<ImportBatch> builder)
    {
        builder.ToTable("import_batches").Property(batch => batch.Id).ValueGeneratedNever();
        builder.HasIndex(batch => batch.State);
    }

    public void Configure(EntityTypeBuilder<ImportCount> builder) => builder.ToTable("import_counts").HasKey(count => new { count.BatchId, count.Kind });

    public void Configure(EntityTypeBuilder<ImportProblem> builder) => builder.ToTable("import_problems").HasKey(problem => new { problem.BatchId, problem.Ordinal });

    public void Configure(EntityTypeBuilder<ImportProblemKind> builder) => builder.ToTable("import_problem_kinds").HasKey(kind => new { kind.BatchId, kind.Ordinal });
}

internal static class ImportRows
{
    extension(PortalDb db)
    {
        public DbSet<ImportBatch> ImportBatches => db.Set<ImportBatch>();
        public DbSet<ImportCount> ImportCounts => db.Set<ImportCount>();
        public DbSet<ImportProblem> ImportProblems => db.Set<ImportProblem>();
        public DbSet<ImportProblemKind> ImportProblemKinds => db.Set<ImportProblemKind>();
    }

    /// <summary>
    /// What is still to be done, in the order of arrival: ids are made on arrival and grow with time. What is half written comes first, then what
    /// is to be undone, so that nothing is checked against rows that are about to go.
    /// </summary>
    public static IQueryable<ImportBatch> Unfinished(this IQueryable<ImportBatch> batches) =>
        batches.Where(batch => batch.State == BatchState.Received || batch.State == BatchState.Checked || batch.State == BatchState.Undoing)
            .OrderBy(batch => batch.State == BatchState.Checked ? 0 : batch.State == BatchState.Undoing ? 1 : 2).ThenBy(batch => batch.ReceivedAt).ThenBy(batch => batch.Id);
}
