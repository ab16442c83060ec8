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

    [LoggerMessage(1210, LogLevel.Information, "A password reset was asked for; user {User}")]
    public static partial void ResetAsked(this ILogger log, Guid? user);

    [LoggerMessage(1211, LogLevel.Information, "User {User} reset the password")]
    public static partial void PasswordReset(this ILogger log, Guid user);

    [LoggerMessage(1212, LogLevel.Information, "User {User} changed the password")]
    public static partial void PasswordChanged(this ILogger log, Guid user);

    [LoggerMessage(1220, LogLevel.Information, "An activation was asked for; it matched an account: {Matched}")]
    public static partial void ActivationAsked(this ILogger log, bool matched);

    [LoggerMessage(1221, LogLevel.Information, "User {User} was made")]
    public static partial void SignInMade(this ILogger log, Guid user);

    [LoggerMessage(1222, LogLevel.Information, "User {User} activated an account")]
    public static partial void AccountActivated(this ILogger log, Guid user);
}
