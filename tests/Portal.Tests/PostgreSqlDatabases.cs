using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Tests;

/// <summary>Databases of a test's own on the PostgreSQL server that <see cref="Needs.PostgreSql"/> names, and their end.</summary>
internal static class PostgreSqlDatabases
{
    public const string Template = "Portal:Database:ConnectionTemplate";

    private static readonly string[] Retailers = ["lumen", "tidewater"];

    // Without a pool: a database that somebody is connected to cannot be copied.
    private static readonly Lazy<string> Migrated = new(() =>
    {
        var empty = new NpgsqlConnectionStringBuilder(Create()) { Pooling = false };
        using (var db = new PostgreSqlPortalDb(new DbContextOptionsBuilder<PostgreSqlPortalDb>().UseNpgsql(empty.ConnectionString).Options)) db.Database.Migrate();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run($"DROP DATABASE \"{empty.Database}\" WITH (FORCE)");
        return empty.Database!;
    });

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
        Run($"CREATE DATABASE \"{own.Database}\"");
        return own.ConnectionString;
    }

    /// <summary>Makes the retailers' databases that a connection template names, with all migrations done: copies of one that is made once.</summary>
    public static void Fill(string template)
    {
        foreach (var retailer in Retailers) Run($"CREATE DATABASE \"{DatabaseOf(template, retailer)}\" TEMPLATE \"{Migrated.Value}\"");
    }

    public static async Task DropAsync(string template)
    {
        foreach (var retailer in Retailers) await DropOneAsync(template.Replace("{retailer}", retailer, StringComparison.Ordinal));
    }

    public static async Task DropOneAsync(string connectionString)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        await using var server = new NpgsqlConnection(Needs.PostgreSql());
        await server.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" WITH (FORCE)", server);
        await drop.ExecuteNonQueryAsync();
    }

    private static string DatabaseOf(string template, string retailer) => new NpgsqlConnectionStringBuilder(template.Replace("{retailer}", retailer, StringComparison.Ordinal)).Database!;

    private static void Run(string command)
    {
        using var server = new NpgsqlConnection(Needs.PostgreSql());
        server.Open();
        using var asked = new NpgsqlCommand(command, server);
        asked.ExecuteNonQuery();
    }
}
