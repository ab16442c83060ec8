namespace OrchardCore.Portal.Words;

/// <summary>An ISO 4217 code with the sign that customers read and the number of decimals of its minor unit.</summary>
public sealed record Currency(string Code, string Sign, int Decimals)
{
    private static readonly Dictionary<string, Currency> Known = new Currency[]
    {
        new("AUD", "$", 2), new("NZD", "$", 2), new("USD", "$", 2), new("CAD", "$", 2), new("SGD", "$", 2), new("GBP", "£", 2),
        new("EUR", "€", 2), new("CHF", "CHF ", 2), new("SEK", "kr ", 2), new("NOK", "kr ", 2), new("DKK", "kr ", 2),
        new("PLN", "zł ", 2), new("INR", "₹", 2), new("ZAR", "R ", 2), new("JPY", "¥", 0), new("KWD", "KD ", 3),
    }.ToDictionary(currency => currency.Code);

    /// <exception cref="FormatException">The code is not one that the portal can show.</exception>
    public static Currency Of(string code) => Known.TryGetValue(code, out var currency) ? currency
        : throw new FormatException($"Currency \"{code}\" is not known. Expected one of: {string.Join(", ", Known.Keys)}.");
}
