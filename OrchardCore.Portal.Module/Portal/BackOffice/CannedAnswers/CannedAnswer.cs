using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.CannedAnswers;

/// <summary>A text that is written once and answers many, with places for what differs.</summary>
internal sealed class CannedAnswer
{
    public int Id { get; private set; }
    public required string Title { get; set; }
    public required string Text { get; set; }
    public int Order { get; set; }

    /// <summary>Drawn at each change: who saves over another is told (the database holds it).</summary>
    public Guid Edition { get; set; } = Guid.CreateVersion7();

    // Words in braces, and nothing that could be computed: the text is for a customer.
    private static readonly (string Place, string Means, Func<ContactLog, StaffMember, Retailer, string> Says)[] Places =
    [
        ("{first name}", "the customer's first name", (log, _, _) => log.WrittenBy.Split(' ', 2)[0]),
        ("{ticket}", "the ticket's number", (log, _, _) => log.Reference),
        ("{promised day}", "the day of the promise", (log, _, retailer) => log.PromisedOn is { } day ? retailer.Wording.LongDate(day) : "the day that we agreed on"),
        ("{retailer}", "your company's name", (_, _, retailer) => retailer.Name),
        ("{my name}", "who answers", (_, me, _) => me.Name),
    ];

    public static string PlacesInWords => string.Join(", ", Places.Select(one => $"{one.Place} is {one.Means}"));

    /// <summary>The text as it goes into an answer to this ticket.</summary>
    public string For(ContactLog log, StaffMember me, Retailer retailer) => Places.Aggregate(Text, (text, one) => text.Replace(one.Place, one.Says(log, me, retailer), StringComparison.OrdinalIgnoreCase));

    /// <returns>Words in braces that nobody knows, as they stand there.</returns>
    public static IReadOnlyList<string> Unknown(string text) =>
        [.. text.Split('{').Skip(1).Select(part => "{" + (part.IndexOf('}') is >= 0 and var end ? part[..(end + 1)] : part.Split('\n')[0])).Where(found => !Places.Any(one => one.Place.Equals(found, StringComparison.OrdinalIgnoreCase))).Distinct()];
}

internal sealed class CannedAnswerTable : IEntityTypeConfiguration<CannedAnswer>
{
    public void Configure(EntityTypeBuilder<CannedAnswer> builder) => builder.ToTable("canned_answers").Property(answer => answer.Edition).IsConcurrencyToken();
}

internal static class CannedAnswerRows { extension(PortalDb db) { public DbSet<CannedAnswer> CannedAnswers => db.Set<CannedAnswer>(); } }
