using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>Details that are changed at once, or only when the retailer agrees: a retailer decides by the kind.</summary>
/// <param name="Key">In the database and in forms: it never changes.</param>
/// <param name="NeedsApproval">What holds until a retailer decides: names, company and ABN stand on bills, so a change of them is checked.</param>
internal sealed record DetailKind(string Key, string Name, bool NeedsApproval)
{
    public static readonly DetailKind
        Names = new("name", "Name", true), Company = new("company", "Company name", true), BusinessNumber = new("abn", "ABN", true),
        Email = new("email", "E-mail address", false), Phones = new("phones", "Phone numbers", false),
        Address = new("address", "Address", false) { IsWhole = true }, Billing = new("billing", "Billing address", false) { IsWhole = true },
        Delivery = new("delivery", "How bills come", false);

    public static readonly IReadOnlyList<DetailKind> All = [Names, Company, BusinessNumber, Email, Phones, Address, Billing, Delivery];

    /// <summary>Its details are parts of one thing, which is meant where one of them is.</summary>
    public bool IsWhole { get; init; }

    /// <summary>As it stands within a sentence.</summary>
    public string Spoken => Wording.InSentence(Name);

    /// <summary>"name, company name and ABN".</summary>
    public static string Joined(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}

/// <summary>Which details this retailer checks before a change takes effect.</summary>
internal sealed class Approvals(IReadOnlyDictionary<string, bool> decided)
{
    public IReadOnlyList<DetailKind> Checked { get; } = [.. DetailKind.All.Where(kind => Checks(kind, decided))];

    public bool Has(DetailKind kind) => Checks(kind, decided);

    public static async Task<Approvals> OfAsync(PortalDb db, CancellationToken stop) =>
        new(await db.ApprovalRules.AsNoTracking().ToDictionaryAsync(rule => rule.Kind, rule => rule.NeedsApproval, stop));

    private static bool Checks(DetailKind kind, IReadOnlyDictionary<string, bool> decided) => decided.TryGetValue(kind.Key, out var needs) ? needs : kind.NeedsApproval;
}

/// <summary>What a retailer has decided about a <see cref="DetailKind"/>.</summary>
internal sealed class ApprovalRule
{
    public required string Kind { get; init; }
    public required bool NeedsApproval { get; set; }
}

internal sealed class ApprovalRuleTable : IEntityTypeConfiguration<ApprovalRule>
{
    public void Configure(EntityTypeBuilder<ApprovalRule> builder) => builder.ToTable("approval_rules").HasKey(rule => rule.Kind);
}

internal static class ApprovalRuleRows { extension(PortalDb db) { public DbSet<ApprovalRule> ApprovalRules => db.Set<ApprovalRule>(); } }
