using System.Globalization;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// The apostrophe before a value that a spreadsheet would take for a formula (OWASP ASVS 5, 1.2.10). Amounts below zero are none. What is put
/// on here comes off again to the letter, also where the value began with apostrophes of its own.
/// </summary>
internal static class Apostrophe
{
    public static string Before(string value) => IsNeededBy(value) ? "'" + value : value;

    /// <summary>How many characters to pass over: one, where <see cref="Before"/> put an apostrophe.</summary>
    public static int Of(ReadOnlySpan<byte> value) => value is [(byte)'\'', ..] && value.TrimStart((byte)'\'') is [(byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r', ..] ? 1 : 0;

    private static bool IsNeededBy(string value) => value.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
        && !(value[0] == '-' && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _));
}
