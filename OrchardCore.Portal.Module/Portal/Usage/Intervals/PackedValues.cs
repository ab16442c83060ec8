using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var bytes = rented.AsSpan();
        bytes[0] = Version;
        var at = Write(bytes, 1, Zigzag(decimals));
        at = Write(bytes, at, (ulong)stretches.Length);
        foreach (var stretch in stretches)
        {
            at = Write(bytes, at, (ulong)stretch.Offset);
            at = Write(bytes, at, (ulong)stretch.Seconds);
            at = Write(bytes, at, (ulong)stretch.Values.Length);
            at = Write(bytes, at, stretch.Values.Span);
        }
        var packed = bytes[..at].ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return packed;
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
        var (sums, sizes, at) = (Vector256<long>.Zero, Vector256<long>.Zero, 0);
        for (; values.Length - at >= Vector256<long>.Count; at += Vector256<long>.Count)
        {
            var some = Vector256.Create(values[at..]);
            some = Vector256.AndNot(some, Vector256.Equals(some, Vector256.Create(Stretch.Missing)));
            (sums, sizes) = (sums + some, sizes | some ^ some >> 63);
        }
        Int128 sum = 0;
        if (Vector256.LessThanAll(sizes, Vector256.Create(long.MaxValue / Math.Max(values.Length, 1)))) sum = Vector256.Sum(sums);
        else at = 0;   // so large that they may not go into 64 bits together
        foreach (var value in values[at..])
            if (value != Stretch.Missing) sum += value;
        return sum >= long.MinValue + 1 && sum <= long.MaxValue ? Number((long)sum, decimals) : (decimal)sum / (decimal)Math.Pow(10, decimals);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]   // a nightly file is through before this would be compiled well
    private static int Write(Span<byte> bytes, int at, ReadOnlySpan<long> values)
    {
        for (; values.Length > 0; values = values[Math.Min(values.Length, Vector256<long>.Count)..])
        {
            if (Bmi2.X64.IsSupported && values.Length >= Vector256<long>.Count)
            {
                var some = Vector256.Create(values);
                var coded = ((some << 1 ^ Vector256.LessThan(some, Vector256<long>.Zero)) + Vector256<long>.One).AsUInt64();
                if (Vector256.LessThanAll(coded, Vector256.Create(1ul << 14)))
                {
                    // Each in 16 bits, of which those that take one byte leave the second away.
                    var more = Vector256.GreaterThan(coded, Vector256.Create(0x7Ful));
                    var both = Narrow(coded + (coded & Vector256.Create(0x3F80ul)) | more & Vector256.Create(0x80ul));
                    var kept = Narrow(more & Vector256.Create(0xFF00ul) | Vector256.Create(0xFFul));
                    BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], Bmi2.X64.ParallelBitExtract(both, kept));
                    at += BitOperations.PopCount(kept) / 8;
                    continue;
                }
            }
            foreach (var value in values[..Math.Min(values.Length, Vector256<long>.Count)]) at = Write(bytes, at, Coded(value));
        }
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Narrow(Vector256<ulong> four)
    {
        var half = Vector128.Narrow(four.GetLower(), four.GetUpper());
        return Vector128.Narrow(half, half).AsUInt64()[0];
    }

    /// <summary>Nought where it is missing: of all values that one alone comes round to it.</summary>
    private static ulong Coded(long value) => Zigzag(value) + 1;
    private static ulong Zigzag(long value) => (ulong)(value << 1 ^ value >> 63);
    private static long Signed(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    // Without a branch for each byte: how many there are, a processor cannot guess.
    private static int Write(Span<byte> bytes, int at, ulong value)
    {
        if (Bmi2.X64.IsSupported && value < 1ul << 56)
        {
            var length = BitOperations.Log2(value | 1) / 7 + 1;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], Bmi2.X64.ParallelBitDeposit(value, 0x7F7F_7F7F_7F7F_7F7F) | 0x8080_8080_8080_8080 & (1ul << 8 * (length - 1)) - 1);
            return at + length;
        }
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
