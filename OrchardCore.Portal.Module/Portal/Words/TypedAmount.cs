using System.Globalization;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Words;

/// <summary>
/// An amount as a person types it, read the same in every culture. What could be meant in two ways is refused: "1,50" is one and a half
/// to some and a hundred and fifty to others, and money is not guessed.
/// </summary>
public static partial class TypedAmount
{
    /// <summary>Reads "1234.50", "1,234.50" and "$1,234.50": above zero, no more decimals than the currency has, commas only where thousands begin.</summary>
    public static bool TryRead(string text, Currency currency, out Money amount)
    {
        amount = default;
        var bare = text.Trim();
        var sign = currency.Sign.Trim();
        if (bare.StartsWith(sign, StringComparison.Ordinal)) bare = bare[sign.Length..].TrimStart();
        return Amount().Match(bare) is { Success: true } match && match.Groups["decimals"].Length <= currency.Decimals
            && Money.TryParse(bare.Replace(",", "", StringComparison.Ordinal), currency.Decimals, out amount) && amount.IsPositive;
    }

    /// <summary>Reads a number that is no money in the same way, without a sign: "25", "12.5", "1,234.5".</summary>
    public static bool TryRead(string text, int decimals, out decimal number)
    {
        number = 0;
        var bare = text.Trim();
        return Amount().Match(bare) is { Success: true } match && match.Groups["decimals"].Length <= decimals
            && decimal.TryParse(bare.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number > 0;
    }

    // [0-9], not \d: other scripts' digits are not read by Money.
    [GeneratedRegex(@"^(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.(?<decimals>[0-9]{1,3}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
