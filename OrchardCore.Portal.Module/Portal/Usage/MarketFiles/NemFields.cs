using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>The values of a line between its commas, without a string for each: a day has hundreds.</summary>
internal sealed class NemFields
{
    private ReadOnlyMemory<byte> _line;
    private int[] _ends = new int[512];

    public int Count { get; private set; }

    public void Take(ReadOnlyMemory<byte> line)
    {
        _line = line;
        var bytes = line.Span;
        var (at, count, ends) = (0, 0, _ends);
        for (; bytes.Length - at >= Vector512<byte>.Count; at += Vector512<byte>.Count)
        {
            if (ends.Length - count <= Vector512<byte>.Count * 2) Array.Resize(ref ends, ends.Length * 2);
            for (var commas = Vector512.Equals(Vector512.Create(bytes[at..]), Vector512.Create((byte)',')).ExtractMostSignificantBits(); commas != 0; commas &= commas - 1)
                ends[count++] = at + BitOperations.TrailingZeroCount(commas);
        }
        for (; at < bytes.Length; at++)
            if (bytes[at] == ',') ends[count++] = at;
        ends[count++] = at;
        (_ends, Count) = (ends, count);
    }

    /// <summary>300, of a day; 0 where the line begins with none.</summary>
    public int Indicator => this[0] is [>= (byte)'0' and <= (byte)'9' and var hundreds, >= (byte)'0' and <= (byte)'9' and var tens, >= (byte)'0' and <= (byte)'9' and var ones] ? (hundreds - '0') * 100 + (tens - '0') * 10 + (ones - '0') : 0;

    public ReadOnlySpan<byte> Line => _line.Span;

    /// <summary>Where fields end.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>As it stands there; empty beyond the last.</summary>
    public ReadOnlySpan<byte> this[int at] => at < Count ? _line.Span[(at == 0 ? 0 : _ends[at - 1] + 1).._ends[at]] : default;

    public string Text(int at) => Encoding.UTF8.GetString(this[at]);
    public string Trimmed(int at) => Text(at).Trim();
}
