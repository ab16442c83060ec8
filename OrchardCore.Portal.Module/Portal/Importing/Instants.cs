namespace OrchardCore.Portal.Importing;

/// <summary>Dates and instants straight from the bytes of a file: a million readings have two million of them.</summary>
internal static class Instants
{
    /// <summary>"2026-03-31", of the years 1900 to 2199.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        return TryDate(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..]), out day);
    }

    /// <summary>"20260331", of the same years.</summary>
    public static bool TryCompactDate(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        return text.Length == 8 && TryDate(Digits(text[..4]), Digits(text[4..6]), Digits(text[6..]), out day);
    }

    /// <summary>"20260331070000": in a time zone that the text does not say.</summary>
    public static bool TryCompact(ReadOnlySpan<byte> text, out DateTime local)
    {
        local = default;
        if (text.Length != 14 || !TryCompactDate(text[..8], out var day)) return false;
        var (hour, minute, second) = (Digits(text[8..10]), Digits(text[10..12]), Digits(text[12..]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        local = new DateTime(day, new TimeOnly(hour, minute, second));
        return true;
    }

    private static bool TryDate(int year, int month, int date, out DateOnly day)
    {
        day = default;
        if (year is < 1900 or > 2199 || month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, date);
        return true;
    }

    /// <summary>"2026-03-31T07:00:00+10:00": seconds may be left out or have decimals, the offset may be Z, but must be there.</summary>
    public static bool TryInstant(ReadOnlySpan<byte> text, out DateTime utc)
    {
        utc = default;
        if (text.Length < 17 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':' || !TryDate(text[..10], out var day)) return false;
        var (hour, minute) = (Digits(text[11..13]), Digits(text[14..16]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59) return false;
        var rest = text[16..];
        var ticks = 0L;
        if (rest is [(byte)':', _, _, ..])
        {
            var second = Digits(rest[1..3]);
            if (second is < 0 or > 59) return false;
            ticks = second * TimeSpan.TicksPerSecond;
            rest = rest[3..];
            if (rest is [(byte)'.', ..])
            {
                var unit = TimeSpan.TicksPerSecond;
                for (rest = rest[1..]; rest is [>= (byte)'0' and <= (byte)'9', ..]; rest = rest[1..]) ticks += (rest[0] - '0') * (unit /= 10);
            }
        }
        if (!TryOffset(rest, out var offset)) return false;
        utc = new DateTime(day, new TimeOnly(hour, minute), DateTimeKind.Utc).AddTicks(ticks) - offset;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text is [(byte)'Z']) return true;
        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _]) return false;
        var (hours, minutes) = (Digits(text[1..3]), Digits(text[4..]));
        if (hours is < 0 or > 14 || minutes is < 0 or > 59) return false;
        offset = new TimeSpan(hours, minutes, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    /// <returns>-1 where something is not a digit.</returns>
    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return -1;
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
