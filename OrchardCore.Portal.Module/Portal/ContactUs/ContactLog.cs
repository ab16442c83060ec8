using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A message that became a ticket: with a reference, a status and a thread. It is opened by <see cref="Contacts"/> only.</summary>
internal sealed class ContactLog : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What customer and retailer quote: LUM-2026-001873.</summary>
    public required string Reference { get; init; }
    public required string AccountNumber { get; init; }

    /// <summary>The sign-in that wrote it.</summary>
    public required Guid OpenedBy { get; init; }

    /// <summary>Key of the message type in <see cref="MessageTypes"/>.</summary>
    public required string Type { get; init; }
    public required string Subject { get; init; }
    public string MeterNumber { get; init; } = "";
    public string StatementNumber { get; init; } = "";

    /// <summary>The writer's name and e-mail address, as at their last message: answers are announced there.</summary>
    public string WrittenBy { get; set; } = "";
    public string Email { get; set; } = "";

    /// <summary>
    /// Of the message type as it was when the ticket was opened (its words, its clock, whether it is a request): editing a type changes no
    /// promise that was given.
    /// </summary>
    public string TypeLabel { get; init; } = "";
    public int AnswerIn { get; init; }

    /// <summary>Whether that is hours of opening, and not business days.</summary>
    public bool InHours { get; init; }
    public bool IsRequest { get; init; }
    public List<ContactSaid> Said { get; init; } = [];
    public ContactPriority Priority { get; set; } = ContactPriority.Normal;

    /// <summary>Who has it: an e-mail address, as hosts know people by it, and the name at that time. Empty while nobody has.</summary>
    public string AssignedTo { get; set; } = "";
    public string AssignedName { get; set; } = "";

    /// <summary>What the customer or the retailer calls a complaint. The register below is kept for such alone.</summary>
    public bool IsComplaint { get; set; }
    public ComplaintLevel Level { get; set; }
    public string Category { get; set; } = "";
    public string Cause { get; set; } = "";
    public string Outcome { get; set; } = "";
    public string OmbudsmanReference { get; set; } = "";

    /// <summary>For the eyes of the one who wrote it: nobody else on the account is shown it, and no export has it (features: family violence).</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Of the retailer's people only those who are trained for it see it. So it is with every private one.</summary>
    public bool IsRestricted { get; init; }
    public ContactStatus Status { get; private set; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }

    /// <summary>When one of the retailer's people first did something that the customer can see.</summary>
    public DateTime? AcknowledgedAt { get; private set; }
    public DateTime? FirstAnswerAt { get; private set; }

    /// <summary>When the retailer said that it is settled; empty again where it was not.</summary>
    public DateTime? ResolvedAt { get; private set; }

    /// <summary>The day, where the retailer is, on which it was settled or ended; empty again where it was not: by it promises are measured.</summary>
    public DateOnly? SettledOn { get; private set; }
    public DateTime? SettledAt { get; private set; }

    /// <summary>When it was closed, withdrawn or not accepted: for a while a customer's answer opens it again.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The day by which the retailer has promised an answer.</summary>
    public DateOnly? PromisedOn { get; set; }

    /// <summary>The promise as it was given at first, moved only by the days that the customer was waited for: what was kept is measured by it.</summary>
    public DateOnly? FirstPromisedOn { get; set; }

    /// <summary>The moments of both, in UTC, where hours were promised; else the whole day is meant.</summary>
    public DateTime? PromisedAt { get; set; }
    public DateTime? FirstPromisedAt { get; set; }

    /// <summary>Since when the retailer waits for the customer: the promise stands still meanwhile.</summary>
    public DateOnly? PausedOn { get; private set; }
    public DateTime? PausedAt { get; private set; }

    /// <summary>What may be asked only once at a time ("final-read:17"); empty where there may be many. The database holds it.</summary>
    public string Once { get; set; } = "";

    /// <summary>The ticket in which this one lives on, while it does: its files are shown there too.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Drawn when the form was shown, so that a form sent twice opens one ticket.</summary>
    public Guid? FormId { get; init; }

    /// <summary>How the last thing that was said begins, and who said it: for lists. Nothing of a private one.</summary>
    public string LastWords { get; private set; } = "";
    public bool LastFromCustomer { get; private set; }

    /// <summary>Counts what was said and done: who answers what they have not seen is told (the database holds it).</summary>
    public int Version { get; private set; }

    /// <summary>What the form of its type asked, in words: so a ticket keeps its meaning when the catalogue changes.</summary>
    public List<ContactDetail> Details { get; init; } = [];
    public List<ContactMessage> Messages { get; init; } = [];

    /// <summary>Promises an answer from now on, by the clock of its type.</summary>
    public void Promise(RetailerCalendar calendar, BusinessDays days)
    {
        var (on, at) = PromiseOf(AnswerIn, InHours, calendar, days);
        (PromisedOn, FirstPromisedOn, PromisedAt, FirstPromisedAt) = (on, on, at, at);
    }

    /// <summary>What a promise that is given now comes to.</summary>
    public static (DateOnly On, DateTime? At) PromiseOf(int within, bool inHours, RetailerCalendar calendar, BusinessDays days)
    {
        if (!inHours) return (days.After(calendar.Today, within), null);
        var at = calendar.ToUtc(days.Hours.After(calendar.LocalTime(calendar.UtcNow), TimeSpan.FromHours(within)));
        return (calendar.DayOf(at), at);
    }

    /// <summary>Takes a step of the ticket's life, and keeps the promise in line with it.</summary>
    /// <exception cref="InvalidOperationException">The step is not possible from here.</exception>
    public void Take(ContactEvent happened, RetailerCalendar calendar, BusinessDays days)
    {
        var after = Status.After(happened);
        if (after == ContactStatus.WaitingForCustomer) (PausedOn, PausedAt) = (PausedOn ?? calendar.Today, PausedAt ?? calendar.UtcNow);
        else if (PausedOn is { } since)
        {
            (PromisedOn, PromisedAt) = Later(PromisedOn, PromisedAt, since, calendar, days);
            if (!(FirstPromisedAt is { } first ? PausedAt > first : since > FirstPromisedOn))   // waiting mends nothing that was broken before
                (FirstPromisedOn, FirstPromisedAt) = Later(FirstPromisedOn, FirstPromisedAt, since, calendar, days);
            (PausedOn, PausedAt) = (null, null);
        }
        if (after == ContactStatus.Reopened && Status != after) Promise(calendar, days);
        if (happened is not (ContactEvent.CustomerAnswered or ContactEvent.CustomerSettled or ContactEvent.CustomerWithdrew)) AcknowledgedAt ??= calendar.UtcNow;
        ResolvedAt = after is ContactStatus.Resolved or ContactStatus.Rejected ? calendar.UtcNow : after is ContactStatus.Closed ? ResolvedAt : null;
        var settled = after is ContactStatus.Resolved || after.IsOver();
        (SettledOn, SettledAt) = (settled ? SettledOn ?? calendar.Today : null, settled ? SettledAt ?? calendar.UtcNow : null);
        if (after == ContactStatus.Escalated && IsComplaint && Level == ComplaintLevel.FirstContact) Level = ComplaintLevel.TeamLeader;
        if (!after.IsOver()) MergedInto = null;
        EndedAt = after.IsOver() ? EndedAt ?? calendar.UtcNow : null;
        Status = after;
        UpdatedAt = calendar.UtcNow;
    }

    /// <summary>Adds to the thread what was said or done.</summary>
    public void Say(ContactMessage message)
    {
        Messages.Add(message);
        Version++;
        if (message.IsInternal) return;
        UpdatedAt = message.At;
        if (!message.FromCustomer && message.Event is not ContactEvent.RanOut) AcknowledgedAt ??= message.At;
        if (message.Event is not null) return;
        if (!message.FromCustomer) FirstAnswerAt ??= message.At;
        LastFromCustomer = message.FromCustomer;
        LastWords = IsPrivate ? "" : Beginning(message.Text);
    }

    /// <summary>A promise moved by the business days, or the open hours, since it has stood still.</summary>
    private (DateOnly? On, DateTime? At) Later(DateOnly? on, DateTime? at, DateOnly since, RetailerCalendar calendar, BusinessDays days)
    {
        if (at is not { } moment) return (on is { } day ? days.After(day, days.Between(since, calendar.Today)) : null, null);
        var waited = PausedAt is { } paused ? days.Hours.Between(calendar.LocalTime(paused), calendar.LocalTime(calendar.UtcNow)) : TimeSpan.Zero;
        var later = calendar.ToUtc(days.Hours.After(calendar.LocalTime(moment), waited));
        return (calendar.DayOf(later), later);
    }

    private static string Beginning(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 120 ? line : line[..119].TrimEnd() + "…";
    }
}

/// <summary>A type's own word for a status.</summary>
internal sealed class ContactSaid
{
    public required ContactStatus Status { get; init; }
    public required string Text { get; init; }
}

internal sealed class ContactDetail
{
    public required string Label { get; init; }
    public required string Text { get; init; }
}

internal sealed class ContactMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ContactLogId { get; init; }
    public required DateTime At { get; init; }
    public required string Author { get; init; }
    public bool FromCustomer { get; init; }

    /// <summary>Among the retailer's people only: no page and no mail of a customer has it.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Where it tells of a step rather than of words.</summary>
    public ContactEvent? Event { get; init; }
    public required string Text { get; init; }
    public List<ContactFile> Files { get; init; } = [];
}

internal sealed class ContactLogTable : IEntityTypeConfiguration<ContactLog>
{
    public void Configure(EntityTypeBuilder<ContactLog> builder)
    {
        builder.ToTable("contact_logs").HasIndex(log => log.Reference).IsUnique();
        builder.HasIndex(log => new { log.AccountNumber, log.CreatedAt });
        builder.HasIndex(log => log.Once).IsUnique().HasFilter("\"Once\" <> '' AND \"Status\" NOT IN ('Closed', 'Withdrawn', 'Rejected')");
        builder.Property(log => log.Status).IsConcurrencyToken();
        builder.Property(log => log.Version).IsConcurrencyToken();
        builder.Property(log => log.Priority).HasDefaultValue(ContactPriority.Normal).HasSentinel(ContactPriority.Normal);   // what tickets had that are older than priorities
        builder.Property(log => log.Level).HasDefaultValue(ComplaintLevel.FirstContact);
        builder.HasIndex(log => new { log.Status, log.PromisedOn });
        builder.HasIndex(log => new { log.AssignedTo, log.Status });
        builder.HasIndex(log => log.MergedInto);
        builder.OwnsMany(log => log.Details).ToJson();
        builder.OwnsMany(log => log.Said).ToJson();
        builder.HasMany(log => log.Messages).WithOne().HasForeignKey(message => message.ContactLogId);
    }
}

internal sealed class ContactMessageTable : IEntityTypeConfiguration<ContactMessage>
{
    // The id is drawn here: else a message that joins a stored ticket would be taken for one that is stored already.
    public void Configure(EntityTypeBuilder<ContactMessage> builder)
    {
        builder.ToTable("contact_messages").Property(message => message.Id).ValueGeneratedNever();
        builder.HasMany(message => message.Files).WithOne().HasForeignKey(file => file.ContactMessageId);
    }
}

internal static class ContactRows
{
    extension(PortalDb db) { public DbSet<ContactLog> ContactLogs => db.Set<ContactLog>(); }

    /// <summary>With what was said, and the files that came with it.</summary>
    public static IQueryable<ContactLog> WithThread(this IQueryable<ContactLog> logs) => logs.Include(log => log.Messages).ThenInclude(message => message.Files);

    /// <summary>
    /// Of an account's tickets those that this sign-in may see: a private one is its writer's alone. Who only looks as the customer sees what any colleague may:
    /// trained people read the others in the inbox, where it says so.
    /// </summary>
    public static IQueryable<ContactLog> SeenBy(this IQueryable<ContactLog> logs, Customer customer) =>
        customer.IsLookedAt ? logs.ShownTo(trained: false) : logs.Where(log => !log.IsPrivate || log.OpenedBy == customer.UserId);

    /// <summary>Those that live on in this one, with their threads.</summary>
    public static IQueryable<ContactLog> MergedInto(this IQueryable<ContactLog> logs, ContactLog log) => logs.WithThread().Where(one => one.MergedInto == log.Id);

    /// <summary>Somebody still has something to do.</summary>
    public static IQueryable<ContactLog> StillOpen(this IQueryable<ContactLog> logs) =>
        logs.Where(log => log.Status != ContactStatus.Closed && log.Status != ContactStatus.Withdrawn && log.Status != ContactStatus.Rejected);

    /// <summary>Of the retailer's people, everybody may see the usual ones, and those who are trained for it all.</summary>
    public static IQueryable<ContactLog> ShownTo(this IQueryable<ContactLog> logs, bool trained) => trained ? logs : logs.Where(log => !log.IsPrivate && !log.IsRestricted);

    /// <summary>Without those that live on in another: they were closed because it says the same, and have not been opened again.</summary>
    public static IQueryable<ContactLog> WithoutMerged(this IQueryable<ContactLog> logs) => logs.Where(log => log.MergedInto == null);

    public static IQueryable<ContactLog> Over(this IQueryable<ContactLog> logs) =>
        logs.Where(log => log.Status == ContactStatus.Closed || log.Status == ContactStatus.Withdrawn || log.Status == ContactStatus.Rejected);
}
