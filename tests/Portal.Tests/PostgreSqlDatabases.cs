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

    /// <summary>An empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static string Create()
    {
        var own = new NpgsqlConnectionStringBuilder(Needs.PostgreSql()) { Database = $"portal_{Guid.NewGuid():N}" };
        using var server = new NpgsqlConnection(Needs.PostgreSql());
        server.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE \"{own.Database}\"", server);
        create.ExecuteNonQuery();
        return own.ConnectionString;
    }

    public static async Task DropAsync(string template)
    {
        foreach (var retailer in new[] { "lumen", "tidewater" }) await DropOneAsync(template.Replace("{retailer}", retailer, StringComparison.Ordinal));
    }

    public static async Task DropOneAsync(string connectionString)
    {
        NpgsqlConnection.ClearAllPools();
        await using var server = new NpgsqlConnection(Needs.PostgreSql());
        await server.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" WITH (FORCE)", server);
        await drop.ExecuteNonQueryAsync();
    }
}
