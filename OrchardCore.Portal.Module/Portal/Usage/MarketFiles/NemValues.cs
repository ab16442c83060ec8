using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>
/// A day's numbers as whole units of the last decimal of them all: exact, whatever each was written with. It takes one day after the other. Eight numbers of
/// at most seven digits and points are read at once; where one of the eight is longer, has blanks around it or is none, each of them is looked at by itself.
/// </summary>
internal sealed class NemValues
{
    private const int MostDecimals = 9, MostDigits = 17, AtOnce = 8, Wide = sizeof(ulong);
    private const ulong Noughts = 0x3030_3030_3030_3030, Ones = 0x0101_0101_0101_0101;
    private const long Small = 1_000_000_000;   // with nine noughts more, it is still within 64 bits
    private static readonly long[] Tens = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private readonly List<int> _blanks = [];
    private long[] _values = [];
    private long[] _decimals = [];
    private long _most;

    public int Decimals { get; private set; }

    /// <summary>Places without a value, which hold nought.</summary>
    public IReadOnlyList<int> Blanks => _blanks;

    /// <summary>Whether all of them, with as many decimals as the one that has the most, go into 64 bits, and their sum into the store.</summary>
    public bool Fit => _most <= Small
        || _values.Index().Sum(one => PackedValues.Number(one.Item, (int)_decimals[one.Index])) <= MeterDays.Largest && _values.Index().All(one => (Int128)one.Item * Tens[Decimals - _decimals[one.Index]] <= PackedValues.Largest);

    /// <param name="count">A multiple of eight.</param>
    /// <returns>The place of the first that is no number; below nought where all are.</returns>
    public int Take(NemFields fields, int first, int count, bool mayBeBlank)
    {
        if (_values.Length != count) (_values, _decimals) = (new long[count], new long[count]);
        _most = 0;
        _blanks.Clear();
        for (var place = 0; place < count; place += AtOnce)
        {
            place = TakePlain(fields.Line, fields.Ends.Slice(first, count), place);
            for (var one = place; one < Math.Min(place + AtOnce, count); one++)
                if (!Add(one, fields[first + one], mayBeBlank)) return one;
        }
        Decimals = (int)_decimals.Max();
        return -1;
    }

    /// <summary>Once: the values are scaled where they stand.</summary>
    public Memory<long> Scaled()
    {
        if (_decimals.AsSpan().ContainsAnyExcept(Decimals))
            for (var at = 0; at < _values.Length; at++) _values[at] *= Tens[Decimals - _decimals[at]];
        return _values;
    }

    /// <param name="ends">Where they end in the line.</param>
    /// <returns>The place of the first eight of which one is odd; the end where none is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]   // a nightly file is through before this would be compiled well
    private int TakePlain(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends, int place)
    {
        if (!BitConverter.IsLittleEndian || ends[0] < Wide) return place;
        Span<long> values = _values, decimals = _decimals;
        ref var begin = ref MemoryMarshal.GetReference(line);
        for (; place <= values.Length - AtOnce; place += AtOnce)
        {
            // The eight bytes before each end. None of them lies before the line, for ends grow and the first of them has eight.
            var eight = ends.Slice(place, AtOnce);
            var text = Vector512.Create(Before(ref begin, eight[0]), Before(ref begin, eight[1]), Before(ref begin, eight[2]), Before(ref begin, eight[3]), Before(ref begin, eight[4]), Before(ref begin, eight[5]), Before(ref begin, eight[6]), Before(ref begin, eight[7]));

            // Nought for all up to the last comma. Where there is none the number is longer; where all is nought, there is no number.
            var others = Vector512.Equals(text.AsByte(), Vector512.Create((byte)',')).AsUInt64();
            others |= others >> 8;
            others |= others >> 16;
            others |= others >> 32;
            text = Vector512.AndNot(text ^ Vector512.Create(Noughts), others);

            // The first point goes: what stands before it moves to its place. One that stands last stays, and is no digit.
            var points = Vector512.Equals(text.AsByte(), Vector512.Create((byte)('.' ^ '0'))).AsUInt64() & Vector512.Create(ulong.MaxValue >> 8);
            var point = Vector512.AndNot(points, points - Vector512<ulong>.One);
            var toPoint = (point << 8) - Vector512<ulong>.One;
            var digits = Vector512.ConditionalSelect(Vector512.AndNot(toPoint, Vector512.Equals(point, Vector512<ulong>.Zero)), text << 8, text);
            if (Vector512.EqualsAny(others, Vector512<ulong>.Zero) || Vector512.EqualsAny(others, Vector512<ulong>.AllBitsSet) || Vector512.GreaterThanAny(digits.AsByte(), Vector512.Create((byte)9))) break;

            // Eight digits to four pairs, to two fours, to one number (D. Lemire, "Quickly parsing eight digits").
            var pairs = digits.AsUInt16();
            var fours = ((pairs & Vector512.Create((ushort)0xFF)) * 10 + (pairs >> 8)).AsUInt32();
            var halves = (((fours & Vector512.Create(0xFFFFu)) * 100 + (fours >> 16)) * Vector512.Create(0x1_0000_2710ul).AsUInt32()).AsUInt64();
            ((halves & Vector512.Create((ulong)uint.MaxValue)) + (halves >> 32)).AsInt64().CopyTo(values[place..]);

            // As many decimals as there are bytes behind the point.
            var behind = Vector512.AndNot(Vector512.Create(Ones), toPoint);
            behind += behind >> 32;
            behind += behind >> 16;
            behind += behind >> 8;
            (behind & Vector512.Create(0xFFul)).AsInt64().CopyTo(decimals[place..]);
        }
        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Before(ref byte begin, int end) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref begin, end - Wide));

    /// <returns>False for what is no number.</returns>
    private bool Add(int place, ReadOnlySpan<byte> text, bool mayBeBlank)
    {
        if (text is [<= (byte)' ' or > 0x7E, ..] or [.., <= (byte)' ' or > 0x7E]) text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Trim());
        var (value, point) = (0L, -1);
        for (var at = 0; at < text.Length; at++)
        {
            var digit = text[at] - (uint)'0';
            if (digit <= 9) value = value * 10 + digit;
            else if (text[at] == '.' && point < 0) point = at;
            else return false;
        }
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text.Length : text.Length - 1;
        if (text.IsEmpty && mayBeBlank) _blanks.Add(place);
        else if (digits is 0 or > MostDigits || decimals > MostDecimals) return false;
        (_values[place], _decimals[place], _most) = (value, decimals, Math.Max(_most, value));
        return true;
    }
}
