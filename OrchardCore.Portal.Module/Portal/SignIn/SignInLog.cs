using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.SignIn;

/// <summary>Security events (OWASP ASVS 5, 16.3): who, by the user's id; never a name, an address or a secret.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(1201, LogLevel.Information, "User {User} signed in")]
    public static partial void SignedIn(this ILogger log, Guid user);

    [LoggerMessage(1202, LogLevel.Warning, "Wrong password for user {User}")]
    public static partial void WrongPassword(this ILogger log, Guid user);

    [LoggerMessage(1203, LogLevel.Warning, "Sign-in of user {User} is paused after too many wrong passwords")]
    public static partial void SignInPaused(this ILogger log, Guid user);

    [LoggerMessage(1204, LogLevel.Warning, "A try to sign in as user {User} while that is paused or closed")]
    public static partial void SignInWhilePaused(this ILogger log, Guid user);

    [LoggerMessage(1205, LogLevel.Warning, "A try to sign in with an unknown address")]
    public static partial void UnknownSignIn(this ILogger log);

    [LoggerMessage(1206, LogLevel.Information, "User {User} signed out")]
    public static partial void SignedOut(this ILogger log, Guid user);

    [LoggerMessage(1207, LogLevel.Information, "User {User} signed out other browsers")]
    public static partial void SignedOutOthers(this ILogger log, Guid user);

    [LoggerMessage(1208, LogLevel.Warning, "The retailer locked user {User}")]
    public static partial void SignInLocked(this ILogger log, Guid user);

    [LoggerMessage(1209, LogLevel.Information, "The retailer unlocked user {User}")]
    public static partial void SignInUnlocked(this ILogger log, Guid user);

    [LoggerMessage(1210, LogLevel.Information, "A password reset was asked for; user {User}")]
    public static partial void ResetAsked(this ILogger log, Guid? user);

    [LoggerMessage(1211, LogLevel.Information, "User {User} reset the password")]
    public static partial void PasswordReset(this ILogger log, Guid user);

    [LoggerMessage(1212, LogLevel.Information, "User {User} changed the password")]
    public static partial void PasswordChanged(this ILogger log, Guid user);

    [LoggerMessage(1230, LogLevel.Warning, "Wrong code for user {User}")]
    public static partial void WrongCode(this ILogger log, Guid user);

    [LoggerMessage(1231, LogLevel.Warning, "The second step of user {User} is paused after too many wrong codes")]
    public static partial void CodesPaused(this ILogger log, Guid user);

    [LoggerMessage(1232, LogLevel.Warning, "A code for user {User} while the second step is paused or off, or several at the same moment")]
    public static partial void CodeWhilePaused(this ILogger log, Guid user);

    [LoggerMessage(1233, LogLevel.Warning, "User {User} used a recovery code")]
    public static partial void RecoveryCodeUsed(this ILogger log, Guid user);

    [LoggerMessage(1234, LogLevel.Information, "The second step of user {User} is on")]
    public static partial void SecondStepOn(this ILogger log, Guid user);

    [LoggerMessage(1235, LogLevel.Warning, "The second step of user {User} is off")]
    public static partial void SecondStepOff(this ILogger log, Guid user);

    [LoggerMessage(1236, LogLevel.Error, "The authenticator key of user {User} cannot be read: the protection keys have changed")]
    public static partial void SecretUnreadable(this ILogger log, Guid user);

    [LoggerMessage(1220, LogLevel.Information, "An activation was asked for; it matched an account: {Matched}")]
    public static partial void ActivationAsked(this ILogger log, bool matched);

    [LoggerMessage(1221, LogLevel.Information, "User {User} was made")]
    public static partial void SignInMade(this ILogger log, Guid user);

    [LoggerMessage(1223, LogLevel.Information, "User {User} joined the retailer's people")]
    public static partial void StaffJoined(this ILogger log, Guid user);

    [LoggerMessage(1222, LogLevel.Information, "User {User} activated an account")]
    public static partial void AccountActivated(this ILogger log, Guid user);
}
