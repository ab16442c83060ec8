using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Events;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Statements;

/// <summary>Tells of the statements that an import brought. One note stands for all of a batch: there may be a million.</summary>
internal sealed class StatementEvents : IEventSource
{
    public EventNote? Seen(EntityEntry changed, DateTime now)
    {
        if (changed.Entity is not ImportBatch { State: BatchState.Applied } batch) return null;
        return !Equals(changed.Property(nameof(ImportBatch.State)).OriginalValue, BatchState.Checked) ? null   // that it was not undone after all is no news
            : new() { Kind = PortalEventKind.StatementImported, At = now, BatchId = batch.Id };
    }

    internal sealed class Pages(PortalDb db) : IEventPages
    {
        private const int Size = 200;

        public PortalEventKind Kind => PortalEventKind.StatementImported;

        public async Task<IReadOnlyList<PortalEvent>> NextAsync(EventNote note, CancellationToken stop)
        {
            var rows = await db.Statements.OfEveryAccount().AsNoTracking().Where(one => one.BatchId == note.BatchId && one.Id > note.Place)
                .OrderBy(one => one.Id).Take(Size).Select(one => new { one.Id, one.Number, one.AccountNumber, one.CurrentBalance, one.DueOn }).ToListAsync(stop);
            if (rows.Count > 0) note.Place = rows[^1].Id;
            return [.. rows.Select(one => new PortalEvent($"{note.Id:N}-{one.Number}", Kind, note.At, one.AccountNumber, one.Number) { Amount = one.CurrentBalance, DueOn = one.DueOn })];
        }
    }
}
