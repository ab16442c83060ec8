using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Auditing;

/// <summary>Notes what the retailer's people do. A note is saved with the change that it tells of, or not at all.</summary>
internal sealed class AuditTrail(PortalDb db, RetailerDatabases databases, RetailerScope scope, TimeProvider clock)
{
    private const int LongestText = 4_000;

    private StaffMember? _by;
    private string _trace = "";

    /// <summary>Whether anything was noted in this request.</summary>
    public bool HasNoted { get; private set; }

    public void Enter(StaffMember by, string trace) => (_by, _trace) = (by, trace);

    /// <summary>Adds a note, to be saved by the caller together with what it did.</summary>
    /// <param name="area">As the menu calls it: "FAQs".</param>
    /// <param name="action">"Published".</param>
    /// <param name="subject">What it was done to, as its page calls it.</param>
    /// <param name="path">Its page: "/admin/faqs/12".</param>
    /// <param name="detail">Old and new (<see cref="Changes"/>), or a remark; never a secret.</param>
    public void Note(string area, string action, string subject, string path = "", AuditText detail = default, string account = "") =>
        db.Add(Entry(area, action, subject, path, detail, account));

    /// <summary>The same where the change was saved already, or is none of this database's. It is noted even if nobody waits for the answer any more.</summary>
    public async Task NoteNowAsync(string area, string action, string subject, string path = "", AuditText detail = default, string account = "")
    {
        // A context of its own: whatever the caller left unsaved in the other stays unsaved.
        await using var own = databases.Open(scope.Current);
        own.Add(Entry(area, action, subject, path, detail, account));
        await own.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>Old and new for a note's detail: a line each, "Phone: 0400 000 000 → 0411 111 111".</summary>
    public static AuditText Changes(params IEnumerable<(string What, string Old, string New)> changes) => AuditText.Changes(changes);

    private AuditEntry Entry(string area, string action, string subject, string path, AuditText detail, string account)
    {
        HasNoted = true;
        return new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            UserId = _by?.UserId,
            Who = _by?.Name ?? "The portal",
            Area = area,
            Action = action,
            Subject = Cut(subject),
            Path = path,
            Detail = Cut(detail.ToString()),
            AccountNumber = account,
            Trace = _trace,
        };
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";
}

internal static class AuditHosting
{
    public static IServiceCollection AddPortalAudit(this IServiceCollection services) => services.AddScoped<AuditTrail>();
}
