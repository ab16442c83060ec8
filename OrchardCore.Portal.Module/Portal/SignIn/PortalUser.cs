using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.SignIn;

/// <summary>A person who signs in, with e-mail and password, at one retailer.</summary>
internal sealed class PortalUser : IdentityUser<Guid>, IUnseen
{
    public string Name { get; set; } = "";

    /// <summary>Empty for a customer; keys of <see cref="StaffRoles"/>, with blanks between, for one of the retailer's people.</summary>
    public string Role { get; set; } = "";

    /// <summary>When a session last began.</summary>
    public DateTime? LastSignInAt { get; set; }

    /// <summary>The key of the authenticator app, protected; empty while the second step (<see cref="IdentityUser{T}.TwoFactorEnabled"/>) is off.</summary>
    public string CodeSecret { get; set; } = "";

    /// <summary>The time step of the last code that was taken: neither it nor an earlier one is taken again.</summary>
    public long CodeStep { get; set; }

    /// <summary>Wrong codes in a row. It begins anew with a right one, and not with a right password.</summary>
    public int CodeFails { get; set; }
    public DateTime? CodesPausedUntil { get; set; }
    public DateTime? SecondStepSince { get; set; }

    /// <summary>
    /// Closed by the retailer, which Identity says as a lock without an end. It ends open sessions too; the quarter of an hour after wrong
    /// passwords does not, or anybody could sign a customer out.
    /// </summary>
    public bool IsClosed => LockoutEnd is { Year: > 9000 };

    /// <summary>The end of such a lock. Not the last instant that .NET knows: PostgreSQL rounds that one up into a year that it has not.</summary>
    public static readonly DateTimeOffset ForGood = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>That a sign-in may reach an account.</summary>
internal sealed class AccountAccess : IOwned
{
    public int Id { get; private set; }
    public required Guid UserId { get; init; }
    public required string AccountNumber { get; init; }
    public required DateTime GrantedAt { get; init; }
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
    public void Configure(EntityTypeBuilder<AccountAccess> builder)
    {
        builder.ToTable("account_access").HasIndex(access => new { access.UserId, access.AccountNumber }).IsUnique();
        builder.HasIndex(access => access.AccountNumber);
    }
}

internal static class SignInRows
{
    extension(PortalDb db)
    {
        public DbSet<PortalUser> Users => db.Set<PortalUser>();
        public DbSet<AccountAccess> AccountAccess => db.Set<AccountAccess>();
    }
}
