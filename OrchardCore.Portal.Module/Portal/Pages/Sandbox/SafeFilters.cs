using System.Collections.Frozen;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>
/// The filters of Liquid that a template may use, each with an eye on what goes in and comes out: a text that doubles a hundred times is stopped before it is
/// made. What they make is plain text, encoded where it is placed, whatever they made it of.
/// </summary>
internal static class SafeFilters
{
    public static readonly FrozenSet<string> Names = new[]
    {
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "compact", "concat", "date", "default", "divided_by", "downcase", "escape", "escape_once", "first", "floor", "join", "last", "lstrip",
        "map", "minus", "modulo", "newline_to_br", "plus", "prepend", "remove", "remove_first", "remove_last", "replace", "replace_first", "replace_last", "reverse", "round", "rstrip", "size", "slice", "sort",
        "sort_natural", "split", "strip", "strip_html", "strip_newlines", "sum", "times", "truncate", "truncatewords", "uniq", "upcase", "url_encode", "where",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Leaves those alone, and guards them.</summary>
    public static void Guard(FilterCollection filters, TextEncoder encoder)
    {
        foreach (var (name, filter) in filters.ToList())
        {
            if (!Names.Contains(name)) filters.Remove(name);
            else filters.AddFilter(name, (input, arguments, context) => CallAsync(name, filter, input, arguments, context));
        }
        filters.AddFilter("newline_to_br", (input, _, _) => new(new MarkupValue(encoder.Encode(Sized("newline_to_br", input).ToStringValue()).ReplaceLineEndings("\n").Replace("&#xA;", "\n", StringComparison.Ordinal).Replace("\n", "<br>\n", StringComparison.Ordinal).AsMemory())));
        filters.AddFilter("escape", static (input, _, _) => new(Plain(input)));        // all that is placed is encoded, so once is enough
        filters.AddFilter("escape_once", static (input, _, _) => new(Plain(input)));
    }

    private static async ValueTask<FluidValue> CallAsync(string name, FilterDelegate filter, FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        Sized(name, input);
        for (var at = 0; at < arguments.Count; at++) Sized(name, arguments.At(at));
        if (name == "replace") Expect(name, Replaced(input.ToStringValue(), arguments.At(0).ToStringValue(), arguments.At(1).ToStringValue()));
        if (name == "join" && input is ArrayValue list) Expect(name, TextOf(list) + (long)list.Values.Count * arguments.At(0).ToStringValue().Length);
        if (name == "date" && arguments.At(0).ToStringValue().Length > 60) throw new InvalidOperationException("“date”: a format of more than 60 characters");
        try
        {
            return Sized(name, Plain(await filter(input, arguments, context), input));
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException or ArithmeticException or InvalidCastException or NullReferenceException)
        {
            throw new InvalidOperationException($"“{name}” cannot be used on this: {fault.Message}", fault);
        }
    }

    private static FluidValue Plain(FluidValue made, FluidValue? passed = null) => made is MarkupValue or StringValue { Encode: false } && !ReferenceEquals(made, passed) ? new StringValue(made.ToStringValue()) : made;

    private static FluidValue Sized(string name, FluidValue value)
    {
        Expect(name, TextOf(value));
        if (value is ArrayValue { Values.Count: > TemplateLimits.Items }) throw new InvalidOperationException($"“{name}” would make a list of more than {TemplateLimits.Items:N0}");
        return value;
    }

    private static long TextOf(FluidValue value) => value switch
    {
        StringValue or MarkupValue => value.ToStringValue().Length,
        ArrayValue list => list.Values.Sum(static one => one is StringValue or MarkupValue ? one.ToStringValue().Length : one is ArrayValue { Values.Count: var inner } ? inner * 10L : 8L),
        _ => 0,
    };

    private static long Replaced(string text, string old, string now)
    {
        if (old == "") return text.Length + (text.Length + 1L) * now.Length;
        long times = 0;
        for (var at = text.IndexOf(old, StringComparison.Ordinal); at >= 0; at = text.IndexOf(old, at + old.Length, StringComparison.Ordinal)) times++;
        return text.Length + times * (now.Length - old.Length);
    }

    private static void Expect(string name, long length)
    {
        if (length > TemplateLimits.Text) throw new InvalidOperationException($"“{name}” works on or makes a text of more than {TemplateLimits.Text:N0} characters");
    }
}
