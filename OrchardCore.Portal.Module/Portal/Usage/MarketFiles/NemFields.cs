using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>The values of a line between its commas, without a string for each: a day has hundreds.</summary>
internal sealed class NemFields
{
    private string _line = "";
    private int[] _ends = new int[320];

    public int Count { get; private set; }

    public void Take(string line)
    {
        (_line, Count) = (line, 0);
        var letters = MemoryMarshal.Cast<char, ushort>(line.AsSpan());
        var at = 0;
        for (; letters.Length - at >= Vector256<ushort>.Count; at += Vector256<ushort>.Count)
            for (var commas = Vector256.Equals(Vector256.Create(letters[at..]), Vector256.Create((ushort)',')).ExtractMostSignificantBits(); commas != 0; commas &= commas - 1) End(at + BitOperations.TrailingZeroCount(commas));
        for (; at < letters.Length; at++)
            if (letters[at] == ',') End(at);
        End(at);
    }

    private void End(int at)
    {
        if (Count == _ends.Length) Array.Resize(ref _ends, Count * 2);
        _ends[Count++] = at;
    }

    /// <summary>As it stands there; empty beyond the last.</summary>
    public ReadOnlySpan<char> this[int at] => at < Count ? _line.AsSpan((at == 0 ? 0 : _ends[at - 1] + 1).._ends[at]) : default;

    public string Text(int at) => this[at].ToString();
    public string Trimmed(int at) => this[at].Trim().ToString();
}
