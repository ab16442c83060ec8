using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.SignIn;

/// <summary>How often an outsider may knock (OWASP ASVS 5, 2.4.1 and 6.3.1). An office or a mobile network may be one address for many people.</summary>
internal static class Limits
{
    public static readonly Limit SignIn = new("sign-in", 120, TimeSpan.FromMinutes(1));

    /// <summary>These two count wrong passwords only, for addresses that exist and those that do not.</summary>
    public static readonly Limit WrongFromNetwork = new("sign-in-wrong", 50, TimeSpan.FromMinutes(15));
    public static readonly Limit WrongForEmail = new("sign-in-wrong-email", 10, TimeSpan.FromMinutes(15));

    public static readonly Limit Forgot = new("forgot-password", 40, TimeSpan.FromHours(1));
    public static readonly Limit ForgotForEmail = new("forgot-password-email", 5, TimeSpan.FromHours(1));
    public static readonly Limit Activate = new("activation", 40, TimeSpan.FromHours(1));
    public static readonly Limit ActivateAccount = new("activation-account", 5, TimeSpan.FromHours(1));
    public static readonly Limit UseLink = new("mailed-link", 100, TimeSpan.FromHours(1));
}
