using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OrchardCore.Portal.Benchmarks.Imports;

/// <summary>Bulk writing alone, into a table of nine columns and two indexes: rows a second, and microseconds of processor time a row in this process.</summary>
internal static class EngineLimits
{
    private static string Table(string identity) => $"CREATE TABLE Charges (Id INTEGER PRIMARY KEY{identity}, Statement TEXT, Line INTEGER, Meter TEXT, Rollup TEXT, Description TEXT, Units BIGINT, Amount BIGINT, Tax BIGINT); CREATE UNIQUE INDEX K ON Charges (Statement, Line); CREATE INDEX M ON Charges (Meter)";

    /// <summary>A prepared statement in one transaction.</summary>
    public static (double Speed, double Cpu) Sqlite(string database, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        Do(connection, "PRAGMA journal_mode = WAL; " + Table(""));
        return Measured(rows, () =>
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO Charges (Statement, Line, Meter, Rollup, Description, Units, Amount, Tax) VALUES ($a, $b, $c, $d, $e, $f, $g, $h)";
            var given = "abcdefgh".Select(letter => command.Parameters.Add("$" + letter, letter is 'a' or 'c' or 'd' or 'e' ? SqliteType.Text : SqliteType.Integer)).ToList();
            command.Prepare();
            for (var row = 0; row < rows; row++)
            {
                (given[0].Value, given[1].Value, given[2].Value, given[3].Value) = (StatementOf(row), row % 3, MeterOf(row), "Electricity usage");
                (given[4].Value, given[5].Value, given[6].Value, given[7].Value) = ("Anytime usage", 312_400_000L, 7138L, 649L);
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        });
    }

    /// <summary>COPY in its binary form.</summary>
    public static (double Speed, double Cpu) PostgreSql(string connectionString, int rows)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        Do(connection, Table(" GENERATED ALWAYS AS IDENTITY"));
        return Measured(rows, () =>
        {
            using var copy = connection.BeginBinaryImport("COPY Charges (Statement, Line, Meter, Rollup, Description, Units, Amount, Tax) FROM STDIN (FORMAT BINARY)");
            for (var row = 0; row < rows; row++)
            {
                copy.StartRow();
                copy.Write(StatementOf(row));
                copy.Write(row % 3);
                copy.Write(MeterOf(row));
                copy.Write("Electricity usage");
                copy.Write("Anytime usage");
                copy.Write(312_400_000L);
                copy.Write(7138L);
                copy.Write(649L);
            }
            copy.Complete();
        });
    }

    private static string StatementOf(int row) => $"S{40_000_000 + row / 3}";
    private static string MeterOf(int row) => $"M{40_000_000 + row / 42}";

    private static (double, double) Measured(int rows, Action write)
    {
        var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        write();
        return (rows / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows);
    }

    private static void Do(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
