using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.SignIn;

/// <summary>A person who signs in, with e-mail and password, at one retailer.</summary>
internal sealed class PortalUser : IdentityUser<Guid>
{
    public string Name { get; set; } = "";

    /// <summary>Empty for a customer; "administrator" for one of the retailer's people.</summary>
    public string Role { get; set; } = "";
}

/// <summary>That a sign-in may reach an account.</summary>
internal sealed class AccountAccess : IOwned
{
    public int Id { get; private set; }
    public required Guid UserId { get; init; }
    public required string AccountNumber { get; init; }
    public required DateTime GrantedAt { get; init; }
}

/// <summary>A signed-in browser. Ending the row ends the session at once, whatever cookie is still around (OWASP ASVS 5, 7.4.1).</summary>
internal sealed class SignInSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid UserId { get; init; }
    public required DateTime StartedAt { get; init; }
    public required DateTime SeenAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public string Browser { get; init; } = "";
}

internal sealed class PortalUserTable : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.ToTable("users").HasIndex(user => user.NormalizedEmail).IsUnique();
        builder.HasIndex(user => user.NormalizedUserName).IsUnique();
        builder.Property(user => user.ConcurrencyStamp).IsConcurrencyToken();
        builder.Property(user => user.LockoutEnd).HasConversion(end => end.HasValue ? end.Value.UtcDateTime : (DateTime?)null, stored => stored.HasValue ? new DateTimeOffset(DateTime.SpecifyKind(stored.Value, DateTimeKind.Utc)) : null);
    }
}

internal sealed class UserClaimTable : IEntityTypeConfiguration<IdentityUserClaim<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("user_claims");
}

internal sealed class UserLoginTable : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("user_logins").HasKey(login => new { login.LoginProvider, login.ProviderKey });
}

internal sealed class UserTokenTable : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("user_tokens").HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
}

internal sealed class AccountAccessTable : IEntityTypeConfiguration<AccountAccess>
{
    public void Configure(EntityTypeBuilder<AccountAccess> builder) => builder.ToTable("account_access").HasIndex(access => new { access.UserId, access.AccountNumber }).IsUnique();
}

internal sealed class SignInSessionTable : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder) => builder.ToTable("sessions").HasIndex(session => session.UserId);
}

internal static class SignInRows
{
    extension(PortalDb db)
    {
        public DbSet<PortalUser> Users => db.Set<PortalUser>();
        public DbSet<AccountAccess> AccountAccess => db.Set<AccountAccess>();
        public DbSet<SignInSession> Sessions => db.Set<SignInSession>();
    }
}
