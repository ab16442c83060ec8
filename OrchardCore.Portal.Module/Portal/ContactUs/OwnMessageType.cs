using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>
/// A message type as this retailer has it: one of the starter pack in its own words, or one of its own. What is not here (whether it is a complaint, is
/// private, what its statuses are called) stays the starter pack's. Tickets keep what they were opened with, so changing a type changes none.
/// </summary>
internal sealed class OwnMessageType
{
    public required string Key { get; init; }
    public required string Label { get; set; }
    public required string Group { get; set; }
    public required string Subject { get; set; }
    public int AnswerIn { get; set; }
    public bool InHours { get; set; }
    public ContactPriority Priority { get; set; }
    public bool IsOffered { get; set; }
    public bool IsRestricted { get; set; }
    public bool IsRequest { get; set; }
    public bool AsksStatement { get; set; }

    /// <summary>What is to be read before anything is written; empty where there is nothing.</summary>
    public string AdviceTitle { get; set; } = "";
    public string AdviceText { get; set; } = "";

    /// <summary>As <see cref="QuestionText"/> writes and reads them, and the names of their answers in the same order.</summary>
    public string Questions { get; set; } = "";
    public string Names { get; set; } = "";
    public Guid Edition { get; set; } = Guid.CreateVersion7();
}

internal sealed class OwnMessageTypeTable : IEntityTypeConfiguration<OwnMessageType>
{
    public void Configure(EntityTypeBuilder<OwnMessageType> builder)
    {
        builder.ToTable("message_types").HasKey(type => type.Key);
        builder.Property(type => type.Edition).IsConcurrencyToken();
    }
}

internal static class OwnMessageTypeRows { extension(PortalDb db) { public DbSet<OwnMessageType> OwnMessageTypes => db.Set<OwnMessageType>(); } }
