using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Words;

/// <summary>
/// Takes payment card numbers out of what people write, before it is stored or mailed (PCI DSS 4.0, 3.3: a number that is not kept needs
/// no vault). A card number is 13 to 19 digits with a right check digit (ISO/IEC 7812-1, annex B), in groups or in one piece.
/// </summary>
internal static partial class CardNumbers
{
    public static string Mask(string text) => Digits().Replace(text, run => MaskRun(run.Value));

    private static string MaskRun(string run)
    {
        var groups = Groups().Matches(run);
        var kept = new StringBuilder(run.Length);
        var copied = 0;
        for (var first = 0; first < groups.Count; first++)
        {
            // The longest number that begins with this group: "4111 1111 1111 1111 12 27" holds a card, then its end date.
            var last = Enumerable.Range(first, groups.Count - first).LastOrDefault(end => IsCard(groups, first, end), -1);
            if (last < 0) continue;
            kept.Append(run, copied, groups[first].Index - copied).Append("[card number removed, ending ").Append(Tail(groups, first, last)).Append(']');
            copied = groups[last].Index + groups[last].Length;
            first = last;
        }
        return kept.Append(run, copied, run.Length - copied).ToString();
    }

    private static bool IsCard(MatchCollection groups, int first, int last)
    {
        var digits = Joined(groups, first, last);
        return digits.Length is >= 13 and <= 19 && HasRightCheckDigit(digits);
    }

    private static bool HasRightCheckDigit(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(digits[digits.Length - 1 - at]);
            if (at % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return sum % 10 == 0 && digits.Any(digit => CharUnicodeInfo.GetDecimalDigitValue(digit) != 0);
    }

    private static string Tail(MatchCollection groups, int first, int last) => Joined(groups, first, last)[^4..];

    private static string Joined(MatchCollection groups, int first, int last)
    {
        var digits = new StringBuilder(24);
        for (var at = first; at <= last && digits.Length <= 19; at++) digits.Append(groups[at].ValueSpan);
        return digits.ToString();
    }

    // Between the digits: blanks, dashes, points, strokes, and signs that cannot be seen.
    [GeneratedRegex(@"\d(?:[\s.,/_·\p{Pd}\p{Cf}]{0,3}\d){12,}")] private static partial Regex Digits();
    [GeneratedRegex(@"\d+")] private static partial Regex Groups();
}
