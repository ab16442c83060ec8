using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Events;

/// <summary>An event that is still to be told. It is written in the transaction of what it tells of: neither can happen without the other.</summary>
internal sealed class EventNote : IUnseen
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required PortalEventKind Kind { get; init; }
    public required DateTime At { get; init; }
    public string AccountNumber { get; init; } = "";
    public string Reference { get; init; } = "";
    public Money? Amount { get; init; }
    public string FormerStatus { get; init; } = "";
    public string Status { get; init; } = "";
    public string Detail { get; init; } = "";

    /// <summary>The import that it tells of, where it stands for all that came in with it; and the row up to which that was told.</summary>
    public Guid? BatchId { get; init; }
    public int Place { get; set; }

    /// <summary>When the next attempt may begin; nothing, once it is given up.</summary>
    public DateTime? DueAt { get; set; }
    public int Attempts { get; set; }

    public PortalEvent ToEvent() => new($"{Id:N}", Kind, At, AccountNumber, Reference) { Amount = Amount, FormerStatus = FormerStatus, Status = Status, Detail = Detail };
}

internal sealed class EventNoteTable : IEntityTypeConfiguration<EventNote>
{
    public void Configure(EntityTypeBuilder<EventNote> builder) => builder.ToTable("event_notes").HasIndex(note => note.DueAt);
}

internal static class EventNoteRows { extension(PortalDb db) { public DbSet<EventNote> EventNotes => db.Set<EventNote>(); } }

/// <summary>A slice's eye on its own rows.</summary>
internal interface IEventSource
{
    /// <returns>What there is to tell of a change that is about to be saved.</returns>
    EventNote? Seen(EntityEntry changed, DateTime now);
}

/// <summary>A note that stands for many events, told a page at a time.</summary>
internal interface IEventPages
{
    PortalEventKind Kind { get; }

    /// <summary>Reads on from the note's place and moves it.</summary>
    /// <returns>The next events; none at the end.</returns>
    Task<IReadOnlyList<PortalEvent>> NextAsync(EventNote note, CancellationToken stop);
}
