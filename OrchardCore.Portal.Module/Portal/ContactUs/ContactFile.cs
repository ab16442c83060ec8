using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A file that came with a message. Its content lies in the retailer's folder, under its id (<see cref="ContactFiles"/>).</summary>
internal sealed class ContactFile : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string AccountNumber { get; init; }
    public Guid ContactMessageId { get; init; }

    /// <summary>As it is shown and saved: made safe by <see cref="FileNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is by its content: pdf, png, jpg or txt.</summary>
    public required string Kind { get; init; }
    public required long Bytes { get; init; }
    public required DateTime At { get; init; }
    public required bool FromCustomer { get; init; }
}

internal sealed class ContactFileTable : IEntityTypeConfiguration<ContactFile>
{
    public void Configure(EntityTypeBuilder<ContactFile> builder)
    {
        builder.ToTable("contact_files").Property(file => file.Id).ValueGeneratedNever();
        builder.HasIndex(file => new { file.AccountNumber, file.At });
    }
}

internal static class ContactFileRows { extension(PortalDb db) { public DbSet<ContactFile> ContactFiles => db.Set<ContactFile>(); } }
