using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OrchardCore.Portal.Data;

// `dotnet ef migrations add` needs a context without a retailer; docs/development.md has the two commands.
internal sealed class SqliteAtDesignTime : IDesignTimeDbContextFactory<SqlitePortalDb>
{
    public SqlitePortalDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgreSqlAtDesignTime : IDesignTimeDbContextFactory<PostgreSqlPortalDb>
{
    public PostgreSqlPortalDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql("Host=localhost").Options);
}
