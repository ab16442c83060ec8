namespace OrchardCore.Portal.AccountDetails;

/// <summary>An Australian Business Number: eleven digits with a check in them (abr.business.gov.au, "Format of the ABN").</summary>
internal static class Abn
{
    private static readonly int[] Weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

    /// <summary>Blanks may stand anywhere; one is taken from the first digit, each digit is weighed, and 89 divides the sum.</summary>
    public static bool IsValid(string text)
    {
        var digits = Digits(text);
        return digits.Length == 11 && digits.All(char.IsAsciiDigit) && digits[0] != '0'
            && digits.Select((digit, at) => (digit - '0' - (at == 0 ? 1 : 0)) * Weights[at]).Sum() % 89 == 0;
    }

    /// <summary>"51 824 753 556", as the register prints it; what is no ABN stays as it is.</summary>
    public static string Format(string text) => IsValid(text) && Digits(text) is var digits ? $"{digits[..2]} {digits[2..5]} {digits[5..8]} {digits[8..]}" : text;

    private static string Digits(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
