using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Time.Testing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tests.Transactions;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Tests.Data;

/// <summary>A connection to a SQLite file that stays open between scopes answers as one that was opened for each of them.</summary>
public sealed class KeepingConnections : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-tests-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly KeptConnections _connections;
    private readonly PooledDbContextFactory<SqlitePortalDb> _pool;

    public KeepingConnections()
    {
        _connections = new KeptConnections(_clock);
        _pool = new(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite($"Data Source={Path.Combine(_folder, "portal.db")}").AddInterceptors(new KeptQuestions()).Options);
        using var db = _pool.CreateDbContext();
        db.Database.EnsureCreated();
    }

    public void Dispose()
    {
        _connections.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_question_that_is_asked_again_is_answered_with_what_is_there_now()
    {
        KeptConnection first;
        await using (var db = Open())
        {
            first = db.Kept!;
            Assert.Equal([], await NumbersAsync(db, "1001"));
        }
        Assert.True(first.IsOpen);

        await using (var other = new SqlitePortalDb((DbContextOptions<SqlitePortalDb>)new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite($"Data Source={Path.Combine(_folder, "portal.db")}").Options))
        {
            other.AddRange(Facts.Entry("1001", "A", LedgerKind.Bill, 100, new DateOnly(2026, 10, 2)), Facts.Entry("2002", "B", LedgerKind.Bill, 200, new DateOnly(2026, 10, 2)));
            await other.SaveChangesAsync();
        }
        await using (var db = Open())
        {
            Assert.Same(first, db.Kept);
            Assert.Equal(1, first.Questions);
            Assert.Equal(["A"], await NumbersAsync(db, "1001"));
            Assert.Equal(["B"], await NumbersAsync(db, "2002"));
            Assert.Equal(1, first.Questions);
        }
    }

    [Fact]
    public async Task A_question_in_a_transaction_sees_what_was_written_in_it_and_not_what_was_taken_back()
    {
        await using var db = Open();
        Assert.Equal([], await NumbersAsync(db, "1001"));
        await using (var taken = await db.Database.BeginTransactionAsync())
        {
            db.Add(Facts.Entry("1001", "A", LedgerKind.Bill, 100, new DateOnly(2026, 10, 2)));
            await db.SaveChangesAsync();
            Assert.Equal(["A"], await NumbersAsync(db, "1001"));
            await taken.RollbackAsync();
        }
        Assert.Equal([], await NumbersAsync(db, "1001"));
    }

    [Fact]
    public async Task A_question_can_be_asked_again_while_its_answer_is_still_being_read()
    {
        await using var db = Open();
        db.AddRange(new[] { "A", "B", "C" }.Select(id => Facts.Entry("1001", id, LedgerKind.Bill, 100, new DateOnly(2026, 10, 2))));
        await db.SaveChangesAsync();

        List<string> read = [];
        await foreach (var one in Numbers(db, "1001").AsAsyncEnumerable())
        {
            read.Add(one);
            Assert.Equal(["A", "B", "C"], await NumbersAsync(db, "1001"));
            if (one == "B") break;   // and what was not read to its end stands in nobody's way
        }
        Assert.Equal(["A", "B"], read);
        Assert.Equal(["A", "B", "C"], await NumbersAsync(db, "1001"));
        await db.Ledger.Where(entry => entry.SourceId == "A").ExecuteDeleteAsync();
        Assert.Equal(["B", "C"], await NumbersAsync(db, "1001"));
    }

    [Fact]
    public async Task It_keeps_a_hundred_questions_at_most()
    {
        await using var db = Open();
        for (var more = 0; more < 250; more++) Assert.Equal([], await db.Ledger.Where(entry => entry.AccountNumber == "1001").TagWith($"number {more}").Select(entry => entry.SourceId).ToListAsync());
        Assert.InRange(db.Kept!.Questions, 1, 100);
    }

    [Fact]
    public async Task It_is_closed_when_nobody_has_wanted_it_for_two_minutes_and_never_while_somebody_has_it()
    {
        KeptConnection kept;
        await using (var db = Open())
        {
            kept = db.Kept!;
            Assert.Equal([], await NumbersAsync(db, "1001"));
            for (var minute = 0; minute < 5; minute++) _clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(kept.IsOpen);
        }
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(kept.IsOpen);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(kept.IsOpen);
        Assert.Equal(0, kept.Questions);

        await using var again = Open();
        Assert.Same(kept, again.Kept);
        Assert.Equal([], await NumbersAsync(again, "1001"));
        Assert.True(kept.IsOpen);
    }

    [Fact]
    public async Task A_context_whose_connection_nobody_holds_asks_as_if_there_were_none_and_leaves_nothing_behind()
    {
        await using (var db = Open()) Assert.Equal([], await NumbersAsync(db, "1001"));
        for (var minute = 0; minute < 2; minute++) _clock.Advance(TimeSpan.FromMinutes(1));

        for (var time = 0; time < 4; time++)
        {
            await using var db = _pool.CreateDbContext();   // EF opens the connection for the question, and closes it
            db.Kept!.Take();
            Assert.Equal([], await NumbersAsync(db, "1001"));
            Assert.False(db.Kept.IsOpen);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();   // what was prepared on it is gone with it
        }
        await using var held = Open();
        Assert.Equal(0, held.Kept!.Questions);
        Assert.Equal([], await NumbersAsync(held, "1001"));
    }

    [Fact]
    public async Task It_is_closed_when_the_host_ends()
    {
        KeptConnection kept;
        await using (var db = Open()) kept = db.Kept!;
        Assert.True(kept.IsOpen);
        _connections.Dispose();
        Assert.False(kept.IsOpen);
    }

    private SqlitePortalDb Open()
    {
        var db = _pool.CreateDbContext();
        db.Kept?.Take();
        _connections.Hold(db);
        return db;
    }

    private static IQueryable<string> Numbers(PortalDb db, string account) => db.Ledger.AsNoTracking().Where(entry => entry.AccountNumber == account).OrderBy(entry => entry.SourceId).Select(entry => entry.SourceId);
    private static Task<List<string>> NumbersAsync(PortalDb db, string account) => Numbers(db, account).ToListAsync();
}
