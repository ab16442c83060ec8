using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.Demo.Files;

/// <summary>A file of the portal's CSV set: named columns, RFC 4180 quotes, ISO dates.</summary>
internal sealed class Csv<T>(params (string Name, Func<T, object?> Value)[] columns)
{
    public byte[] Write(IEnumerable<T> rows)
    {
        var text = new StringBuilder().AppendJoin(',', columns.Select(column => column.Name)).Append('\n');
        foreach (var row in rows)
            text.AppendJoin(',', columns.Select(column => Quoted(Text(column.Value(row))))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Money money => money.Amount.ToString("0.00", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>Marks an amount, so that it is written to the cent.</summary>
internal readonly record struct Money(decimal Amount);
