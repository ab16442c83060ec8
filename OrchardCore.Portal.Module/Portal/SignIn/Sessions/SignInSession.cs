using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.SignIn.Sessions;

/// <summary>A signed-in browser. Ending the row ends the session at once, whatever cookie is still around (OWASP ASVS 5, 7.4.1).</summary>
internal sealed class SignInSession : IUnseen
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }

    /// <summary>The user's security stamp when it began: whatever changes the stamp (a password, an address) ends the session.</summary>
    public required string Stamp { get; init; }
    public required DateTime StartedAt { get; init; }

    /// <summary>When the person last showed that it is them, by password or code.</summary>
    public required DateTime ProvedAt { get; set; }

    /// <summary>The last request, to within five minutes.</summary>
    public required DateTime SeenAt { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>"Firefox on Windows", for the person to recognise it by.</summary>
    public string Browser { get; init; } = "";
}

internal sealed class SignInSessionTable : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder) => builder.ToTable("sessions").HasIndex(session => session.UserId);
}

internal static class SessionRows { extension(PortalDb db) { public DbSet<SignInSession> Sessions => db.Set<SignInSession>(); } }
