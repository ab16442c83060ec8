using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.Notifications;

/// <summary>A mail of the outbox. It is written in the transaction of what it tells of, and delivered afterwards: neither can happen without the other.</summary>
internal sealed class MailMessage : IUnseen
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The template that it was made from: "SignIn/Passwords/ResetMail".</summary>
    public required string Kind { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }

    /// <summary>Emptied once the mail is gone or given up: links in it are keys, and nobody needs the text twice.</summary>
    public required string Html { get; set; }
    public required string Text { get; set; }

    /// <summary>Where a mail program ends what the mail is one of, without asking anybody: empty for mails that nobody may end. Emptied as the text is.</summary>
    public string OneClickHref { get; set; } = "";
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the next attempt may begin; nothing, once it is sent or given up.</summary>
    public DateTime? DueAt { get; set; }
    public int Attempts { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>What kind of fault the last attempt met; never the server's own words, which may hold an address.</summary>
    public string LastError { get; set; } = "";

    public bool IsGivenUp => SentAt is null && DueAt is null;
}

internal sealed class MailMessageTable : IEntityTypeConfiguration<MailMessage>
{
    public void Configure(EntityTypeBuilder<MailMessage> builder) => builder.ToTable("mail").HasIndex(mail => mail.DueAt);
}

internal static class MailRows { extension(PortalDb db) { public DbSet<MailMessage> Mail => db.Set<MailMessage>(); } }
