using System.Text.RegularExpressions;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>
/// What is wrong with something that a person typed, in words that say what was expected; null where nothing is. Lenient on purpose:
/// a wrong "no" costs more than a digit too many.
/// </summary>
internal static partial class Plausible
{
    public static string? Phone(string text) =>
        PhoneShape().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 6 and <= 15 ? null : "Enter a phone number, as in 0491 570 006 or +61 2 5550 0100.";

    public static string? Email(string text) => text.Split('@') is [_, var host] && host.Contains('.', StringComparison.Ordinal) && !host.EndsWith('.') ? null
        : "Enter an e-mail address, as in name@example.com.";

    public static string? BusinessNumber(string text) => Abn.IsValid(text) ? null
        : "Enter an ABN of 11 digits, as in 51 824 753 556. The last digits did not fit the first: please compare it with the register.";

    /// <param name="country">As the customer writes it; empty for the retailer's own.</param>
    /// <param name="home">The retailer's country: "AU".</param>
    public static string? Postcode(string postcode, string country, string home) => CodeOf(country, home) switch
    {
        "AU" or "NZ" => FourDigits().IsMatch(postcode) ? null : "Enter a postcode of 4 digits, as in 2042.",
        "US" => AmericanZip().IsMatch(postcode) ? null : "Enter a ZIP code of 5 digits, as in 94107.",
        "GB" => BritishPostcode().IsMatch(postcode) ? null : "Enter a postcode, as in SW1A 1AA.",
        "CA" => CanadianPostcode().IsMatch(postcode) ? null : "Enter a postal code, as in K1A 0B1.",
        _ => AnyPostcode().IsMatch(postcode) ? null : "Enter a postcode of letters, digits and hyphens, 12 at most.",
    };

    private static string CodeOf(string country, string home) => country.Trim().ToUpperInvariant() switch
    {
        "" => home,
        "AUSTRALIA" or "AUS" => "AU",
        "NEW ZEALAND" or "AOTEAROA" or "NZL" => "NZ",
        "UNITED STATES" or "UNITED STATES OF AMERICA" or "USA" => "US",
        "UNITED KINGDOM" or "GREAT BRITAIN" or "ENGLAND" or "SCOTLAND" or "WALES" or "NORTHERN IRELAND" or "UK" or "GBR" => "GB",
        "CANADA" or "CAN" => "CA",
        var other => other,
    };

    [GeneratedRegex(@"^\+?[0-9 ()./-]+$")] private static partial Regex PhoneShape();
    [GeneratedRegex("^[0-9]{4}$")] private static partial Regex FourDigits();
    [GeneratedRegex("^[0-9]{5}(-[0-9]{4})?$")] private static partial Regex AmericanZip();
    [GeneratedRegex("^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$")] private static partial Regex BritishPostcode();
    [GeneratedRegex("^[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]$")] private static partial Regex CanadianPostcode();
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 -]{0,11}$")] private static partial Regex AnyPostcode();
}
