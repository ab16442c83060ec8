namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A National Metering Identifier: ten characters, often with its checksum as an eleventh (AEMO, National Metering Identifier Procedure, 4 and appendix 2).</summary>
internal static class Nmi
{
    public const string Expected = "an NMI: 10 digits and capital letters (not I or O), or 11 with its checksum";

    /// <returns>The ten characters; null where it is none, or its checksum is another.</returns>
    public static string? Read(ReadOnlySpan<char> text)
    {
        if (text.Length is not (10 or 11)) return null;
        foreach (var letter in text[..10])
            if (!(char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter) && letter is not ('I' or 'O'))) return null;
        return text.Length == 10 || text[10] - '0' == Checksum(text[..10]) ? text[..10].ToString() : null;
    }

    /// <summary>Luhn over the characters' ASCII codes, the last one doubled first.</summary>
    public static int Checksum(ReadOnlySpan<char> ten)
    {
        var sum = 0;
        for (var (at, doubled) = (ten.Length - 1, true); at >= 0; at--, doubled = !doubled)
            for (var code = doubled ? ten[at] * 2 : ten[at]; code > 0; code /= 10) sum += code % 10;
        return (10 - sum % 10) % 10;
    }
}
