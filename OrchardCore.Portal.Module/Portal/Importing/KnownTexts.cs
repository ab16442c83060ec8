using System.Runtime.InteropServices;
using System.Text;

namespace OrchardCore.Portal.Importing;

/// <summary>The good values of a column that came last, so that "Electricity usage" is made, looked through and held once and not a million times.</summary>
internal sealed class KnownTexts
{
    private const int Longest = 64;   // bytes; longer ones seldom come again

    private readonly string?[] _texts = new string?[64];

    public string? Find(ReadOnlySpan<byte> value) => value.Length <= Longest && _texts[PlaceOf(value)] is { } text && Ascii.Equals(value, text) ? text : null;

    public void Add(ReadOnlySpan<byte> value, string text)
    {
        if (value.Length <= Longest) _texts[PlaceOf(value)] = text;
    }

    // Numbers that follow each other differ at their ends.
    private static int PlaceOf(ReadOnlySpan<byte> value) =>
        (int)((value.Length >= 8 ? MemoryMarshal.Read<ulong>(value[^8..]) ^ MemoryMarshal.Read<ulong>(value) << 7 : value[0] | (ulong)value[^1] << 8 | (ulong)value.Length << 16) * 0x9E3779B97F4A7C15 >> 58);
}
