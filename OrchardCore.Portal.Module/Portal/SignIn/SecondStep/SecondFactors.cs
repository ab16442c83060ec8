using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>
/// The second step of a sign-in: turned on and off, and tried. Who tries codes knows the password already, so that wrong ones are counted apart from wrong
/// passwords: five pause the step for a quarter of an hour, the next five for half an hour, and so on to a day. A try is taken before the code is looked at, so
/// that a hundred at the same moment are one; and a code counts once (RFC 6238, 5.2).
/// </summary>
internal sealed class SecondFactors(
    PortalDb db, IDataProtectionProvider protection, IPasswordHasher<PortalUser> hasher, Mailer mailer, RetailerScope scope, TimeProvider clock, ILogger<SecondFactors> log)
{
    private const int Round = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15), LongestPause = TimeSpan.FromDays(1);
    private readonly IDataProtector _secrets = protection.CreateProtector("Portal.SignIn.SecondStep");

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="typed">Six digits of the app, or a recovery code.</param>
    /// <returns>Whether it is right, was not used before, and the step is not paused.</returns>
    public async Task<bool> TryAsync(Guid userId, string typed, CancellationToken stop)
    {
        var now = Now;
        var user = await db.Users.AsNoTracking().SingleAsync(one => one.Id == userId, stop);
        if (!user.TwoFactorEnabled || !await TakeTryAsync(user, now, stop))
        {
            log.CodeWhilePaused(userId);
            return false;
        }
        var code = RecoveryCode.Bare(typed);
        if (RecoveryCode.IsOne(code) ? await UseRecoveryAsync(user, code, now, stop) : await UseStepAsync(user, code, now, stop))
        {
            await db.Users.Where(one => one.Id == userId).ExecuteUpdateAsync(one => one.SetProperty(row => row.CodeFails, 0).SetProperty(row => row.CodesPausedUntil, (DateTime?)null), stop);
            return true;
        }
        log.WrongCode(userId);
        if ((user.CodeFails + 1) % Round == 0) await WarnAsync(user, stop);
        return false;
    }

    /// <param name="secret">What the app was given.</param>
    /// <param name="code">What the app made of it.</param>
    /// <returns>The recovery codes, to be shown this once; null where the code is not the app's.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(PortalUser user, string secret, string code, CancellationToken stop)
    {
        if (Authenticator.StepOf(secret, RecoveryCode.Bare(code), Now) is not { } step) return null;
        await using var together = await db.Database.BeginTransactionAsync(stop);
        var (kept, since) = (_secrets.Protect(secret), Now);
        await db.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(one => one.SetProperty(row => row.TwoFactorEnabled, true).SetProperty(row => row.CodeSecret, kept)
            .SetProperty(row => row.CodeStep, step).SetProperty(row => row.SecondStepSince, since).SetProperty(row => row.CodeFails, 0).SetProperty(row => row.CodesPausedUntil, (DateTime?)null), stop);
        var codes = await RenewAsync(user, stop);
        await TellAsync(user, "Your second step is on", "From now on a sign-in asks for a code of your authenticator app, after the password.", stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();
        log.SecondStepOn(user.Id);
        return codes;
    }

    /// <summary>New recovery codes in place of those that were left.</summary>
    public async Task<IReadOnlyList<string>> NewCodesAsync(PortalUser user, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        var codes = await RenewAsync(user, stop);
        await TellAsync(user, "You have new recovery codes", "Those that you had before no longer work.", stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();
        return codes;
    }

    /// <summary>Off, by the person or, where the phone is lost, by an administrator. What the caller has added is saved along.</summary>
    public async Task TurnOffAsync(PortalUser user, string by, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await db.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(one => one.SetProperty(row => row.TwoFactorEnabled, false).SetProperty(row => row.CodeSecret, "")
            .SetProperty(row => row.CodeStep, 0).SetProperty(row => row.SecondStepSince, (DateTime?)null).SetProperty(row => row.CodeFails, 0).SetProperty(row => row.CodesPausedUntil, (DateTime?)null), stop);
        await db.RecoveryCodes.Where(code => code.UserId == user.Id).ExecuteDeleteAsync(stop);
        await TellAsync(user, "Your second step is off", $"It was turned off by {by}. A sign-in asks for the password alone.", stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();
        log.SecondStepOff(user.Id);
    }

    public Task<int> CodesLeftAsync(PortalUser user, CancellationToken stop) => db.RecoveryCodes.CountAsync(code => code.UserId == user.Id && code.UsedAt == null, stop);

    private async Task<bool> TakeTryAsync(PortalUser user, DateTime now, CancellationToken stop)
    {
        var fails = user.CodeFails + 1;
        DateTime? until = fails % Round == 0 ? now + TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(10, fails / Round - 1))) : null;
        return await db.Users.Where(one => one.Id == user.Id && one.CodeFails == user.CodeFails && (one.CodesPausedUntil == null || one.CodesPausedUntil <= now))
            .ExecuteUpdateAsync(one => one.SetProperty(row => row.CodeFails, fails).SetProperty(row => row.CodesPausedUntil, until), stop) == 1;
    }

    private async Task<bool> UseStepAsync(PortalUser user, string code, DateTime now, CancellationToken stop) =>
        SecretOf(user) is { } secret && Authenticator.StepOf(secret, code, now) is { } step
        && await db.Users.Where(one => one.Id == user.Id && one.CodeStep < step).ExecuteUpdateAsync(one => one.SetProperty(row => row.CodeStep, step), stop) == 1;

    private async Task<bool> UseRecoveryAsync(PortalUser user, string code, DateTime now, CancellationToken stop)
    {
        var finder = RecoveryCode.FinderOf(code);
        var row = await db.RecoveryCodes.AsNoTracking().SingleOrDefaultAsync(one => one.UserId == user.Id && one.Finder == finder && one.UsedAt == null, stop);
        if (row is null || hasher.VerifyHashedPassword(user, row.Hash, RecoveryCode.RestOf(code)) == PasswordVerificationResult.Failed) return false;
        if (await db.RecoveryCodes.Where(one => one.Id == row.Id && one.UsedAt == null).ExecuteUpdateAsync(one => one.SetProperty(used => used.UsedAt, now), stop) != 1) return false;
        log.RecoveryCodeUsed(user.Id);
        await TellAsync(user, "A recovery code was used", "Somebody signed in with one of your recovery codes; it does not work again.", stop);
        mailer.DeliverSoon();
        return true;
    }

    private async Task<IReadOnlyList<string>> RenewAsync(PortalUser user, CancellationToken stop)
    {
        await db.RecoveryCodes.Where(code => code.UserId == user.Id).ExecuteDeleteAsync(stop);
        var codes = RecoveryCode.NewOnes();
        db.AddRange(codes.Select(RecoveryCode.Bare).Select(code => new RecoveryCode { UserId = user.Id, Finder = RecoveryCode.FinderOf(code), Hash = hasher.HashPassword(user, RecoveryCode.RestOf(code)) }));
        return codes;
    }

    private string? SecretOf(PortalUser user)
    {
        try
        {
            return _secrets.Unprotect(user.CodeSecret);
        }
        catch (CryptographicException)
        {
            log.SecretUnreadable(user.Id);   // the keys are gone: recovery codes still work
            return null;
        }
    }

    private async Task WarnAsync(PortalUser user, CancellationToken stop)
    {
        log.CodesPaused(user.Id);
        await TellAsync(user, "Wrong codes at your sign-in", "Somebody who knows your password typed five wrong codes. Nobody got in, and the second step is paused for a while. If it was not you, change your password now.", stop);
        mailer.DeliverSoon();
    }

    private async Task TellAsync(PortalUser user, string title, string text, CancellationToken stop)
    {
        await mailer.QueueAsync("SignIn/SecondStep/SecondStepMail", user.Email!, $"{title}: {scope.Current.Name}", new SecondStepMail(user.Name, title, text, mailer.Href("/account/password")));
        await db.SaveChangesAsync(stop);
    }

    internal sealed record SecondStepMail(string Name, string Title, string Text, string Href);
}
