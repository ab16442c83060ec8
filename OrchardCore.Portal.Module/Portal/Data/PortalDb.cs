using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Data;

/// <summary>
/// One retailer's database. Slices bring their own tables (an <see cref="IEntityTypeConfiguration{T}"/> beside the row), so nothing
/// here names a slice. It can be had inside a retailer's scope only: see <see cref="RetailerDatabases"/>.
/// </summary>
internal abstract class PortalDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>What was written and is not committed yet: <see cref="Versions.VersionInterceptor"/>.</summary>
    public SortedSet<string> Written { get; } = new(StringComparer.Ordinal);

    /// <summary>Its connection, once it was held: <see cref="KeptConnections"/>.</summary>
    public KeptConnection? Kept { get; set; }

    public override void Dispose()
    {
        Kept?.Leave();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Kept?.Leave();
        return base.DisposeAsync();
    }

    protected override void OnModelCreating(ModelBuilder builder) => builder.ApplyConfigurationsFromAssembly(typeof(PortalDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<Money>().HaveConversion<MoneyAsLong>();
        conventions.Properties<decimal>().HaveConversion<DecimalAsMillionths>();
        conventions.Properties<DateTime>().HaveConversion<InstantAsUtc>();
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    private sealed class MoneyAsLong() : ValueConverter<Money, long>(money => money.Minor, minor => new Money(minor));

    /// <summary>Quantities and rates as whole millionths: SQLite has no decimal, and a number stored as text neither sorts nor adds up.</summary>
    private sealed class DecimalAsMillionths() : ValueConverter<decimal, long>(value => (long)decimal.Round(value * 1_000_000m), stored => stored / 1_000_000m);

    private sealed class InstantAsUtc() : ValueConverter<DateTime, DateTime>(instant => instant.ToUniversalTime(), stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
}

/// <summary>The same model on each engine; two types, because migrations belong to a type.</summary>
internal sealed class SqlitePortalDb(DbContextOptions<SqlitePortalDb> options) : PortalDb(options);

internal sealed class PostgreSqlPortalDb(DbContextOptions<PostgreSqlPortalDb> options) : PortalDb(options);
