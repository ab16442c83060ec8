using Npgsql;

namespace OrchardCore.Portal.Tests;

/// <summary>Databases of a test's own on the PostgreSQL server that <see cref="Needs.PostgreSql"/> names, and their end.</summary>
internal static class PostgreSqlDatabases
{
    public const string Template = "Portal:Database:ConnectionTemplate";

    public static Dictionary<string, string> Settings()
    {
        var server = new NpgsqlConnectionStringBuilder(Needs.PostgreSql()) { Database = $"portal_{Guid.NewGuid():N}_{{retailer}}" };
        return new() { ["Portal:Database:Engine"] = "PostgreSql", [Template] = server.ConnectionString };
    }

    public static async Task DropAsync(string template)
    {
        NpgsqlConnection.ClearAllPools();
        await using var server = new NpgsqlConnection(Needs.PostgreSql());
        await server.OpenAsync();
        foreach (var retailer in new[] { "lumen", "tidewater" })
        {
            var name = new NpgsqlConnectionStringBuilder(template.Replace("{retailer}", retailer, StringComparison.Ordinal)).Database;
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", server);
            await drop.ExecuteNonQueryAsync();
        }
    }
}
