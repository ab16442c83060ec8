using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Passwords;

/// <summary>
/// Long rather than mixed: 10 to 128 characters of any kind, none that attackers try first, none made of what they know about the person
/// (OWASP ASVS 5, 6.2.1 to 6.2.12).
/// </summary>
internal static class PasswordRules
{
    internal const int Shortest = 10;
    internal const int Longest = 128;
    internal const string Hint = "At least 10 characters. Three or four words that do not belong together make a good one.";

    private static readonly FrozenSet<string> Common = ReadCommon();

    /// <returns>Why a password is refused, for the person; null where it is fine.</returns>
    public static string? Fault(string password, string email, string name, Retailer retailer)
    {
        if (password.Length < Shortest) return $"Use at least {Shortest} characters.";
        if (password.Length > Longest) return $"Use {Longest} characters at most.";
        var lower = password.ToLowerInvariant();
        if (Common.Contains(lower) || Common.Contains(Word(lower))) return "This password is on the lists of leaked passwords that attackers try first. Choose another one.";
        if (lower.Distinct().Count() < 4) return "This password repeats too few characters. Choose another one.";
        return IsMadeOf(lower, Known(email, name, retailer)) ? $"This password is made of your name, your e-mail address or {retailer.Name}. Choose another one." : null;
    }

    // "Football2026!" is football: what stands around a word is what everybody puts there.
    private static string Word(string password) => password.Trim([.. "0123456789 !@#$%^&*()-_=+.,?/\\|~`'\";:<>[]{}"]);

    // Without what is known, too little is left to be a secret.
    private static bool IsMadeOf(string password, IEnumerable<string> known)
    {
        var rest = known.OrderByDescending(word => word.Length).Aggregate(password, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < password.Length && Word(rest).Length < 4;
    }

    private static IEnumerable<string> Known(string email, string name, Retailer retailer) =>
        $"{email} {name} {retailer.Name} {retailer.Id}".ToLowerInvariant()
            .Split([' ', '@', '.', '-', '_', '+', '\''], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= 3).Distinct();

    private static FrozenSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("SignIn/Passwords/common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n').Where(line => line != "" && line[0] != '#').ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>The same rules for whoever makes a sign-in through Identity.</summary>
internal sealed class PasswordValidator(RetailerScope scope) : IPasswordValidator<PortalUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) =>
        Task.FromResult(PasswordRules.Fault(password ?? "", user.Email ?? "", user.Name, scope.Current) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault }) : IdentityResult.Success);
}
