using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.SignIn;

internal enum LinkPurpose { Activation, PasswordReset, StaffInvite }

/// <summary>
/// A link that was mailed: for one purpose, once, for a while. The row holds a hash of the token, so that who reads the database cannot use it;
/// and since it stands in the retailer's own database, it opens nothing at another retailer.
/// </summary>
internal sealed class MailedLink : IUnseen
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required LinkPurpose Purpose { get; init; }
    public required string TokenHash { get; init; }
    public required string Email { get; init; }

    /// <summary>The account to activate; empty for a reset.</summary>
    public string AccountNumber { get; init; } = "";

    /// <summary>What an invitation makes of the person: keys of <see cref="StaffRoles"/>, with blanks between.</summary>
    public string Role { get; init; } = "";
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; set; }
}

internal sealed class MailedLinkTable : IEntityTypeConfiguration<MailedLink>
{
    public void Configure(EntityTypeBuilder<MailedLink> builder)
    {
        builder.ToTable("mailed_links").HasIndex(link => link.TokenHash).IsUnique();
        builder.HasIndex(link => link.AccountNumber);
    }
}

internal static class MailedLinkRows { extension(PortalDb db) { public DbSet<MailedLink> MailedLinks => db.Set<MailedLink>(); } }

internal sealed class MailedLinks(PortalDb db, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Adds a link, to be saved with the mail that carries it; an older one for the same is void from then on.</summary>
    /// <returns>The token: 256 random bits, in letters that need no escaping.</returns>
    public async Task<string> AddAsync(LinkPurpose purpose, string email, string accountNumber, TimeSpan life, CancellationToken stop, string role = "")
    {
        var now = Now;
        await db.MailedLinks.Where(link => link.ExpiresAt < now - Kept).ExecuteDeleteAsync(stop);
        await VoidAsync(purpose, email, accountNumber, stop);
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.MailedLinks.Add(new MailedLink { Purpose = purpose, TokenHash = HashOf(token), Email = email, AccountNumber = accountNumber, Role = role, CreatedAt = now, ExpiresAt = now + life });
        return token;
    }

    /// <summary>Voids the links of an address that still work, to be saved by the caller.</summary>
    public async Task VoidAsync(LinkPurpose purpose, string email, string accountNumber, CancellationToken stop)
    {
        var now = Now;
        var open = await db.MailedLinks.AsTracking().Where(link => link.Purpose == purpose && link.AccountNumber == accountNumber && link.UsedAt == null && link.ExpiresAt > now).ToListAsync(stop);
        // Compared here, since SQLite knows the case of A to Z only: Sam@home.example and sam@home.example are one person, as they are to Identity.
        foreach (var link in open.Where(link => string.Equals(link.Email, email, StringComparison.OrdinalIgnoreCase))) link.UsedAt = now;
    }

    /// <returns>The link, where it can still be used.</returns>
    public async Task<MailedLink?> FindAsync(LinkPurpose purpose, string token, CancellationToken stop)
    {
        var (hash, now) = (HashOf(token), Now);
        return await db.MailedLinks.AsNoTracking().SingleOrDefaultAsync(link => link.TokenHash == hash && link.Purpose == purpose && link.UsedAt == null && link.ExpiresAt > now, stop);
    }

    /// <summary>Uses it up. Of two at the same moment, one is told false.</summary>
    public async Task<bool> UseAsync(MailedLink link, CancellationToken stop)
    {
        var now = Now;
        return await db.MailedLinks.Where(row => row.Id == link.Id && row.UsedAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.UsedAt, now), stop) == 1;
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
