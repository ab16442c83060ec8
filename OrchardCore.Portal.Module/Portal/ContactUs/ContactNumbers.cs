using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>The last number of a year: references count up without gaps, one retailer and year at a time.</summary>
internal sealed class ContactNumbers
{
    public required int Year { get; init; }
    public required int Last { get; init; }

    /// <summary>
    /// Takes the next number. Both engines do it in one statement and hold the row until the transaction ends, so two tickets never
    /// share a number, and a ticket that is not saved leaves no gap.
    /// </summary>
    public static async Task<int> TakeAsync(PortalDb db, int year, CancellationToken stop) => (await db.Database.SqlQuery<int>(
        $"""
        INSERT INTO contact_numbers ("Year", "Last") VALUES ({year}, 1)
        ON CONFLICT ("Year") DO UPDATE SET "Last" = contact_numbers."Last" + 1 RETURNING "Last" AS "Value"
        """).ToListAsync(stop))[0];
}

internal sealed class ContactNumbersTable : IEntityTypeConfiguration<ContactNumbers>
{
    public void Configure(EntityTypeBuilder<ContactNumbers> builder)
    {
        builder.ToTable("contact_numbers").HasKey(numbers => numbers.Year);
        builder.Property(numbers => numbers.Year).ValueGeneratedNever();
    }
}
