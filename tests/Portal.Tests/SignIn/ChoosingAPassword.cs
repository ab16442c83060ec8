using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class ChoosingAPassword
{
    private static readonly Retailer Lumen = new() { Id = "lumen", Name = "Lumen Energy", CurrencyCode = "AUD", TimeZone = "Australia/Sydney", Culture = "en-AU" };

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("Sunny-Banksia-14")]
    [InlineData("пароль из трёх слов")]
    [InlineData("lumen is not my first choice")]
    public void Any_characters_will_do_when_there_are_enough(string password) => Assert.Null(Fault(password));

    [Theory]
    [InlineData("short one", "at least 10")]
    [InlineData("password123", "leaked")]
    [InlineData("1q2w3e4r5t", "leaked")]
    [InlineData("Football2026!", "leaked")]
    [InlineData("aabbaabbaabb", "repeats")]
    [InlineData("PriyaRaman1!", "made of")]
    [InlineData("LumenEnergy2026", "made of")]
    [InlineData("raman.priya.lumen", "made of")]
    public void What_an_attacker_tries_first_will_not(string password, string why) => Assert.Contains(why, Fault(password), StringComparison.Ordinal);

    [Fact]
    public void A_hundred_and_twenty_eight_characters_are_enough()
    {
        var long128 = string.Concat(Enumerable.Range(0, 128).Select(at => (char)('a' + (at % 26))));

        Assert.Null(Fault(long128));
        Assert.Contains("128 characters at most", Fault(long128 + "x"), StringComparison.Ordinal);
    }

    private static string? Fault(string password) => PasswordRules.Fault(password, "priya@home.example", "Priya Raman", Lumen);
}
