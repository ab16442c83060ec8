using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>A real host is killed in the middle of an import, and of undoing it, as by the power cut that nobody planned.</summary>
public sealed class KillingTheProcess
{
    private const int Days = 3000, Meters = 30;

    [Fact]
    public async Task A_restart_leaves_the_rows_that_an_undisturbed_run_leaves_and_undoing_them_takes_all_or_none()
    {
        var zip = Files();
        var calm = Directory.CreateTempSubdirectory("portal-calm-").FullName;
        var torn = Directory.CreateTempSubdirectory("portal-torn-").FullName;
        try
        {
            using (Host(calm, zip)) await Until(calm, database => HostProcess.Number(database, "select count(*) from import_batches where State = 'Applied'") == 1);

            using (var host = Host(torn, zip))
            {
                await Until(torn, database => HostProcess.Number(database, "select count(*) from readings") > 2000);
                host.Kill();
            }
            Assert.InRange(Count(torn, "select count(*) from readings"), 2000, Days * Meters - 1);

            using (Host(torn, null)) await Until(torn, database => HostProcess.Number(database, "select count(*) from import_batches where State = 'Applied'") == 1);

            Assert.Equal(Dump(calm), Dump(torn));
            Assert.Equal(Days * Meters, Count(torn, "select sum(Added) from import_counts where Kind = 'readings'"));
            Assert.Equal(0, Count(torn, "select sum(Changed + Unchanged + Refused) from import_counts"));

            // Undone as its button does it, but so slowly that it can be killed at it.
            Change(torn, "update import_batches set State = 'Undoing'; create trigger slowly before delete on readings begin select count(*) from readings where Value < old.Value; end");
            using (var host = Host(torn, null))
            {
                await Until(torn, _ => IsHeld(torn));
                host.Kill();
            }
            Assert.Equal(Dump(calm), Dump(torn));
            Assert.Equal(1, Count(torn, "select count(*) from import_batches where State = 'Undoing'"));

            Change(torn, "drop trigger slowly");
            using (Host(torn, null)) await Until(torn, database => HostProcess.Number(database, "select count(*) from import_batches where State = 'Undone'") == 1);
            Assert.Equal("", Dump(torn));
            Assert.Equal(0, Count(torn, "select count(*) from import_changes"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(calm, recursive: true);
            Directory.Delete(torn, recursive: true);
        }
    }

    private static byte[] Files()
    {
        var (services, readings) = (new StringBuilder("account_number,meter_number,type,address_line1,city,postcode,move_in_date\n"), new StringBuilder("meter_number,read_at,reading\n"));
        for (var meter = 0; meter < Meters; meter++)
        {
            services.Append(CultureInfo.InvariantCulture, $"1001,M{meter},electricity,1 Road,Newtown,2042,2010-01-01\n");
            for (var day = 0; day < Days; day++) readings.Append(CultureInfo.InvariantCulture, $"M{meter},{new DateOnly(2012, 1, 1).AddDays(day):yyyy-MM-dd},{day * 10}\n");
        }
        return Zip.Of(("customers.csv", "account_number,email,first_name,last_name\n1001,a@example.com,A,B\n"), ("services.csv", services.ToString()), ("readings.csv", readings.ToString()));
    }

    private static HostProcess Host(string data, byte[]? dropped)
    {
        if (dropped is not null)
        {
            var drop = Directory.CreateDirectory(Path.Combine(data, "retailers", "lumen", "drop")).FullName;
            File.WriteAllBytes(Path.Combine(drop, "all.zip"), dropped);
        }
        return new HostProcess(data, ("Retailers", Path.Combine(RepositoryFolder.Path, "samples", "retailers")), ("Portal__Imports__DropFolderSeconds", "1"), ("Portal__Imports__ChunkRows", "200"));
    }

    private static string Database(string data) => Path.Combine(data, "retailers", "lumen", "portal.db");

    private static void Change(string data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database(data)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Whether somebody writes without a pause: for a second nobody else gets in.</summary>
    private static bool IsHeld(string data)
    {
        try
        {
            using var connection = new SqliteConnection($"Data Source={Database(data)};Pooling=False;Default Timeout=1");
            connection.Open();
            using var turn = connection.BeginTransaction();   // takes the writer's turn at once
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
        {
            return true;
        }
    }

    private static Task Until(string data, Func<SqliteConnection, bool> happened) => HostProcess.UntilAsync(Database(data), happened);

    private static long Count(string data, string sql)
    {
        using var connection = HostProcess.Open(Database(data));
        return HostProcess.Number(connection, sql);
    }

    private static string Dump(string data)
    {
        using var connection = HostProcess.Open(Database(data));
        var text = new StringBuilder();
        foreach (var (table, columns) in new[]
        {
            ("accounts", "AccountNumber, Email, FirstName, LastName, SourceHash"), ("services", "AccountNumber, MeterNumber, MoveInOn, Type, Registers"), ("readings", "MeterNumber, Register, ReadAt, Value, Unit, Quality"),
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"select {columns} from {table} order by {columns}";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                for (var place = 0; place < rows.FieldCount; place++) text.Append(rows.GetValue(place)).Append('|');
                text.Append('\n');
            }
        }
        return text.ToString();
    }
}
