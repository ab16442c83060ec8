using System.Globalization;
using System.Text;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// A record of a CSV file, read column by column. A value that is not what its column says becomes a problem of the line, and a
/// default in the row, which is then not used.
/// </summary>
/// <param name="places">Where the records of this file have each column, by its ordinal; below nought where they do not.</param>
internal sealed class CsvLine(CsvRecords records, ReadContext context, int[] places)
{
    public const string DateForm = "a date as 2026-03-31: year, month, day";
    public const string InstantForm = "an instant with its offset as 2026-03-31T07:00:00+10:00, or a date as 2026-03-31: year, month, day";

    private readonly int _decimals = context.Retailer.Currency.Decimals;
    private readonly KnownTexts[] _known = [.. places.Select(_ => new KnownTexts())];
    private (DateOnly Day, DateTime Start) _lastDay;

    public Parsed Parsed { get; set; } = null!;
    public ReadContext Context => context;

    public string Text(Column column)
    {
        var value = Value(column);
        if (value.IsEmpty) return "";
        if (_known[column.Ordinal].Find(value) is { } known) return known;
        var text = Read(column);
        if (text.Length > column.Longest) Refuse(column, $"{column.Longest} characters at most; there are {text.Length}");
        else if (text.AsSpan().ContainsAnyInRange('\0', '\x08') || text.AsSpan().ContainsAnyInRange('\x0e', '\x1f') || text.AsSpan().ContainsAny('\x0b', '\x0c', '\x7f')) Refuse(column, "text without control characters");
        else _known[column.Ordinal].Add(value, text);
        return text;
    }

    public DateOnly Date(Column column)
    {
        var value = Value(column);
        if (value.IsEmpty) return default;
        if (!Instants.TryDate(value, out var day)) Refuse(column, DateForm);
        return day;
    }

    public DateOnly? DateOrNull(Column column) => Value(column).IsEmpty ? null : Date(column);

    public DateTime Instant(Column column)
    {
        var value = Value(column);
        if (value.IsEmpty) return default;
        if (Instants.TryDate(value, out var day))
        {
            if (_lastDay.Day != day || day == default) _lastDay = (day, context.Calendar.StartOf(day));
            return _lastDay.Start;
        }
        if (!Instants.TryInstant(value, out var instant)) Refuse(column, InstantForm);
        return instant;
    }

    public Money Money(Column column) => MoneyOrNull(column) ?? default;

    public Money? MoneyOrNull(Column column)
    {
        var value = Value(column);
        if (value.IsEmpty) return null;
        if (TryFixed(value, _decimals, out var minor, out var decimals)) return new Money(minor * Tens[_decimals - decimals]);
        Span<char> text = stackalloc char[40];
        var length = value.Length <= text.Length ? Encoding.Latin1.GetChars(value, text) : 0;
        if (length == 0 || value[0] == '+' || !Words.Money.TryParse(text[..length], _decimals, out var money))
        {
            Refuse(column, $"an amount as {(12.34m).ToString("F" + _decimals, CultureInfo.InvariantCulture)} or -{(12.34m).ToString("F" + _decimals, CultureInfo.InvariantCulture)}: a point, at most {_decimals} decimals, no thousands mark, no currency sign");
            return default(Money);
        }
        return money;
    }

    public decimal Number(Column column) => NumberOrNull(column) ?? default;

    public decimal? NumberOrNull(Column column)
    {
        var value = Value(column);
        if (value.IsEmpty) return null;
        if (TryFixed(value, 6, out var units, out var decimals)) return new decimal((int)Math.Abs(units), (int)(Math.Abs(units) >> 32), 0, units < 0, (byte)decimals);
        if (!decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > 1_000_000_000_000m || value[0] == '+' || decimal.Round(number, 6) != number)
            Refuse(column, "a number as 1234.5: a point, at most 6 decimals, no thousands mark, no unit");
        return number;
    }

    public int Whole(Column column)
    {
        var value = Value(column);
        if (value.IsEmpty) return default;
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) Refuse(column, "a whole number from 1");
        return number;
    }

    public bool YesNo(Column column) => Choice(column, Answers, false);

    /// <summary>One of a few words; letters' case does not matter.</summary>
    public T Choice<T>(Column column, IReadOnlyDictionary<string, T> words, T otherwise)
    {
        var value = Value(column);
        if (value.IsEmpty) return otherwise;
        if (_known[column.Ordinal].Find(value) is { } known) return words[known];
        var word = Read(column);
        if (words.TryGetValue(word, out var chosen))
        {
            _known[column.Ordinal].Add(value, word);
            return chosen;
        }
        Refuse(column, "one of: " + string.Join(", ", words.Keys));
        return otherwise;
    }

    public void Refuse(Column column, string expected) => Parsed.Refuse(column.Name, places[column.Ordinal] is >= 0 and var place ? records.Text(place) : "", expected);

    private static readonly Dictionary<string, bool> Answers = new(StringComparer.OrdinalIgnoreCase) { ["yes"] = true, ["no"] = false };
    private static readonly long[] Tens = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

    /// <summary>"-12.34" as -1234 with 2 decimals. What is written in any other way, or is large, is left to the slower readers.</summary>
    private static bool TryFixed(ReadOnlySpan<byte> text, int mostDecimals, out long number, out int decimals)
    {
        (number, decimals) = (0, 0);
        var isNegative = text[0] == '-';
        if (isNegative) text = text[1..];
        if (text.Length is 0 or > 12 || mostDecimals >= Tens.Length) return false;
        var point = text.IndexOf((byte)'.');
        if (point >= 0) decimals = text.Length - point - 1;
        if (point == 0 || point == text.Length - 1 || decimals > mostDecimals) return false;
        for (var at = 0; at < text.Length; at++)
        {
            if (at == point) continue;
            if (text[at] is < (byte)'0' or > (byte)'9') return false;
            number = number * 10 + (text[at] - '0');
        }
        if (isNegative) number = -number;
        return true;
    }

    private string Read(Column column) => records.Text(places[column.Ordinal]).Trim();

    private ReadOnlySpan<byte> Value(Column column)
    {
        var value = places[column.Ordinal] is >= 0 and var place ? records.Span(place) : default;
        while (value is [(byte)' ' or (byte)'\t', ..]) value = value[1..];
        while (value is [.., (byte)' ' or (byte)'\t']) value = value[..^1];
        if (value.IsEmpty && column.Required) Parsed.Refuse(column.Name, "", "a value: this column must not be empty");
        return value;
    }
}
