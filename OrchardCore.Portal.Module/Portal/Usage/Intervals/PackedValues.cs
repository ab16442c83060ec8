namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>Equally long intervals that follow each other.</summary>
/// <param name="Offset">Seconds from the day's first interval to this stretch's first.</param>
/// <param name="Seconds">How long each interval is.</param>
/// <param name="Values">Whole units of the last decimal; <see cref="Missing"/> where there is none.</param>
internal readonly record struct Stretch(int Offset, int Seconds, ReadOnlyMemory<long> Values)
{
    public const long Missing = long.MinValue;
}

/// <summary>
/// The values of a day as bytes: version 1, the number of decimals, and for each stretch its offset, the length of an interval, how many, and
/// the values. Every number is a variable-length integer (7 bits a byte, the lowest first), signed ones zigzag; a value is one more than
/// itself, so that 0 says that it is missing. Exact: what was 18.020 comes back as 18.020.
/// </summary>
internal static class PackedValues
{
    private const byte Version = 1;

    /// <summary>A value further from nought does not fit; files with such are refused.</summary>
    public const long Largest = 1L << 61;

    /// <param name="decimals">Of all values: 3 where 18020 means 18.020; below nought where zeros follow.</param>
    public static byte[] Pack(int decimals, params ReadOnlySpan<Stretch> stretches)
    {
        var most = 12;
        foreach (var stretch in stretches) most += 24 + stretch.Values.Length * 9;
        var bytes = most <= 4096 ? stackalloc byte[most] : new byte[most];
        bytes[0] = Version;
        var at = Write(bytes, 1, Zigzag(decimals));
        at = Write(bytes, at, (ulong)stretches.Length);
        foreach (var stretch in stretches)
        {
            at = Write(bytes, at, (ulong)stretch.Offset);
            at = Write(bytes, at, (ulong)stretch.Seconds);
            at = Write(bytes, at, (ulong)stretch.Values.Length);
            foreach (var value in stretch.Values.Span) at = Write(bytes, at, value == Stretch.Missing ? 0 : Zigzag(value) + 1);
        }
        return bytes[..at].ToArray();
    }

    public static (int Decimals, IReadOnlyList<Stretch> Stretches) Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [Version, ..]) throw new InvalidDataException("Interval values of an unknown version.");
        var at = 1;
        var decimals = (int)Signed(Read(bytes, ref at));
        var stretches = new Stretch[Read(bytes, ref at)];
        for (var one = 0; one < stretches.Length; one++)
        {
            var (offset, seconds) = ((int)Read(bytes, ref at), (int)Read(bytes, ref at));
            var values = new long[Read(bytes, ref at)];
            for (var place = 0; place < values.Length; place++) values[place] = Read(bytes, ref at) is > 0 and var value ? Signed(value - 1) : Stretch.Missing;
            stretches[one] = new Stretch(offset, seconds, values);
        }
        return (decimals, stretches);
    }

    /// <summary>18020 with 3 decimals is 18.020; 18 with -3 is 18000.</summary>
    public static decimal Number(long value, int decimals)
    {
        if (decimals >= 0) return new decimal((int)Math.Abs(value), (int)(Math.Abs(value) >> 32), 0, value < 0, (byte)decimals);
        decimal number = value;
        for (; decimals < 0; decimals++) number *= 10;
        return number;
    }

    /// <summary>Of those that are not missing.</summary>
    public static decimal Sum(ReadOnlySpan<long> values, int decimals)
    {
        Int128 sum = 0;
        foreach (var value in values)
            if (value != Stretch.Missing) sum += value;
        return sum >= long.MinValue + 1 && sum <= long.MaxValue ? Number((long)sum, decimals) : (decimal)sum / (decimal)Math.Pow(10, decimals);
    }

    private static ulong Zigzag(long value) => (ulong)(value << 1 ^ value >> 63);
    private static long Signed(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private static int Write(Span<byte> bytes, int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
        return at;
    }

    private static ulong Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var one = bytes[at++];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return value;
        }
    }
}
