using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

/// <summary>Makes sign-ins and changes their passwords.</summary>
internal sealed class SignIns(PortalDb db, UserManager<PortalUser> users, RetailerScope scope, Mailer mailer, TimeProvider clock, ILogger<SignIns> log)
{
    /// <param name="role">"" for a customer; keys of <see cref="StaffRoles"/>, with blanks between, for one of the retailer's people.</param>
    /// <param name="accounts">Numbers of the accounts that it may reach.</param>
    public async Task<SignInMade> CreateAsync(string email, string name, string password, string role, IReadOnlyCollection<string> accounts, CancellationToken stop)
    {
        if (PasswordRules.Fault(password, email, name, scope.Current) is { } fault) return new(null, fault);
        var user = new PortalUser { Id = Guid.CreateVersion7(), Email = email, UserName = email, Name = name, Role = role, EmailConfirmed = true };
        foreach (var number in accounts) Grant(user.Id, number);
        var made = await users.CreateAsync(user, password);   // saves the accounts with the user
        if (!made.Succeeded)
        {
            db.ChangeTracker.Clear();
            return new(null, string.Join(" ", made.Errors.Select(error => error.Description)));
        }
        log.SignInMade(user.Id);
        return new(user, "");
    }

    /// <summary>Lets a sign-in reach an account; saved with the caller's changes.</summary>
    public async Task GrantAsync(Guid userId, string accountNumber, CancellationToken stop)
    {
        if (!await db.AccountAccess.AnyAsync(access => access.UserId == userId && access.AccountNumber == accountNumber, stop)) Grant(userId, accountNumber);
    }

    /// <summary>A new password. All sessions end with it, and a mail tells the person (OWASP ASVS 5, 6.3.7 and 7.4.3); the caller has it delivered after the commit.</summary>
    /// <returns>Why it is refused; null where it is done.</returns>
    public async Task<string?> SetPasswordAsync(Guid userId, string password, CancellationToken stop)
    {
        var user = await db.Users.AsTracking().SingleAsync(one => one.Id == userId, stop);
        if (PasswordRules.Fault(password, user.Email!, user.Name, scope.Current) is { } fault) return fault;
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.AccessFailedCount = 0;
        if (!user.IsClosed) user.LockoutEnd = null;
        await mailer.QueueAsync("SignIn/Passwords/PasswordChangedMail", user.Email!, $"Your {scope.Current.Name} password was changed", new PasswordChangedMail(user.Name, mailer.Href("/forgot-password")));
        var done = await users.UpdateSecurityStampAsync(user);
        if (!done.Succeeded) throw new InvalidOperationException($"A new password could not be saved: {string.Join(", ", done.Errors.Select(error => error.Code))}.");
        return null;
    }

    private void Grant(Guid userId, string accountNumber) =>
        db.AccountAccess.Add(new AccountAccess { UserId = userId, AccountNumber = accountNumber, GrantedAt = clock.GetUtcNow().UtcDateTime });

    internal sealed record PasswordChangedMail(string Name, string ForgotHref);
}

/// <summary>A sign-in that was made, or why it was not.</summary>
internal sealed record SignInMade(PortalUser? User, string Refusal);
