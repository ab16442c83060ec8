using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Importing.Sources;

/// <summary>How it stands with an expected file.</summary>
/// <param name="DueAt">When it was due last, in UTC; null where that was before it was expected.</param>
/// <param name="CameAt">When rows of its kind were applied last.</param>
/// <param name="IsLate">It was due, and nothing came for it. What came nearer to the time before is that one, late.</param>
internal sealed record Expectation(ExpectedFile File, DateTime? DueAt, DateTime NextAt, DateTime? CameAt, bool IsLate);

/// <summary>What is expected and what has come of it, by the retailer's clock.</summary>
internal sealed class ExpectedFiles(PortalDb db, RetailerCalendar calendar)
{
    public async Task<IReadOnlyList<Expectation>> AllAsync(CancellationToken stop)
    {
        List<Expectation> all = [];
        foreach (var file in await db.ExpectedFiles.AsNoTracking().OrderBy(file => file.By).ThenBy(file => file.Kind).ToListAsync(stop)) all.Add(await LookAsync(file, stop));
        return all;
    }

    private async Task<Expectation> LookAsync(ExpectedFile file, CancellationToken stop)
    {
        var came = await db.ImportBatches.AsNoTracking()
            .Where(batch => batch.State == BatchState.Applied && db.Set<ImportCount>().Any(count => count.BatchId == batch.Id && count.Kind == file.Kind && count.Read > count.Refused))
            .MaxAsync(batch => batch.FinishedAt, stop);
        var due = Times(file, calendar.Today, back: true).First(at => at <= calendar.UtcNow);
        var before = Times(file, calendar.Today, back: true).First(at => at < due);
        var next = Times(file, calendar.Today, back: false).First(at => at > calendar.UtcNow);
        return new Expectation(file, due < file.CreatedAt ? null : due, next, came, due >= file.CreatedAt && !(came > before + (due - before) / 2));
    }

    /// <summary>The instants at which it is due, from a day on.</summary>
    private IEnumerable<DateTime> Times(ExpectedFile file, DateOnly from, bool back)
    {
        for (var day = from; ; day = day.AddDays(back ? -1 : 1))
            if (!file.OnWeekdays || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) yield return calendar.ToUtc(day.ToDateTime(file.By));
    }
}
