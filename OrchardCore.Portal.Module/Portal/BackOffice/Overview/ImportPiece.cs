using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.BackOffice.ImportFiles;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Importing.Sources;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>What came in by file in a fortnight, what was refused, and when the last one came.</summary>
internal static class ImportPiece
{
    private const string Path = "/admin/imports";
    private const int Days = 14;

    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var (words, calendar) = (sight.Words, sight.Calendar);
        var first = calendar.Today.AddDays(1 - Days);
        var since = calendar.StartOf(first);
        var batches = await sight.Db.ImportBatches.AsNoTracking().Where(batch => batch.ReceivedAt >= since).OrderBy(batch => batch.ReceivedAt)
            .Select(batch => new { batch.Id, batch.FileName, batch.State, batch.ReceivedAt }).ToListAsync(stop);
        var last = await sight.Db.ImportBatches.AsNoTracking().Where(batch => batch.State == BatchState.Applied).OrderByDescending(batch => batch.ReceivedAt)
            .Select(batch => new { batch.FileName, batch.FinishedAt }).FirstOrDefaultAsync(stop);

        static bool IsBad(BatchState state) => state is BatchState.Rejected or BatchState.Failed;
        // A file that was sent again under its name, and taken, needs nobody any more.
        var bad = batches.Where(batch => IsBad(batch.State) && !batches.Exists(later => later.FileName == batch.FileName && later.ReceivedAt > batch.ReceivedAt && later.State == BatchState.Applied)).ToList();
        var late = (await new ExpectedFiles(sight.Db, calendar).AllAsync(stop)).Where(one => one.IsLate).ToList();
        List<Need> needs = [.. late.Select(one => new Need("clock", "bad", $"No file of {one.File.Kind} came", $"It should have come by {new BatchWords(words, calendar).Time(one.DueAt)}.", sight.Href(Path, "/sources")))];
        if (bad.Count == 1) needs.Add(new("database", "bad", $"{bad[0].FileName} was {(bad[0].State == BatchState.Failed ? "not applied" : "refused")}", "Its page says line by line what was expected.", sight.Href(Path, $"/{bad[0].Id}")));
        if (bad.Count > 1) needs.Add(new("database", "bad", $"{words.Count(bad.Count, "file", "files")} refused or not applied", $"In {Days} days; the newest is {bad[^1].FileName}.", sight.Href(Path, "?state=" + (bad.Exists(one => one.State == BatchState.Rejected) ? BatchState.Rejected : BatchState.Failed))));

        var days = Enumerable.Range(0, Days).Select(first.AddDays).ToList();
        int Count(DateOnly day, bool isBad) => batches.Count(batch => calendar.DayOf(batch.ReceivedAt) == day && IsBad(batch.State) == isBad);
        return new()
        {
            Needs = needs,
            Charts =
            [
                ChartCard.Of("imports", "Imports", (sight.Href(Path), "Imports"), words.Number(batches.Count),
                    last is null ? "Nothing was imported yet." : $"Files in {Days} days. The last that was applied: {last.FileName}, {new BatchWords(words, calendar).Time(last.FinishedAt)}.",
                    ["Day", "Taken", "Refused or failed"], [new("one", "Taken"), new("bad", "Refused or failed")],
                    [.. days.Select((day, at) => new ChartCard.Bar(words.ShortDate(day), day.ToString("d MMM", words.Culture), [("one", Count(day, false)), ("bad", Count(day, true))],
                        [words.Number(Count(day, false)), words.Number(Count(day, true))], Rare: (Days - 1 - at) % 4 != 0))], words.Number),
            ],
        };
    }
}
