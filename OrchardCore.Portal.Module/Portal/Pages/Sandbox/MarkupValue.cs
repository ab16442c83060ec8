using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>
/// HTML that the portal made. In a text it is placed as it is; in a tag, where its quotes would end an attribute, it is encoded as any other text is, by
/// whatever way it came there (assign, cycle, a member, an argument of a part).
/// </summary>
internal sealed class MarkupValue(ReadOnlyMemory<char> markup) : FluidValue
{
    private StringValue? _text;

    /// <summary>Asked for where it is compared, filtered or encoded, which is seldom.</summary>
    private StringValue Text => _text ??= new StringValue(markup.ToString());

    public override FluidValues Type => FluidValues.String;
    public override bool Equals(FluidValue other) => Text.Equals(other);
    public override bool ToBooleanValue() => Text.ToBooleanValue();
    public override decimal ToNumberValue() => Text.ToNumberValue();
    public override string ToStringValue() => Text.ToStringValue();
    public override object ToObjectValue() => Text.ToStringValue();
    public override bool IsNil() => false;
    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => Text.GetValueAsync(name, context);
    public override bool Equals(object? other) => other is FluidValue value && Equals(value);
    public override int GetHashCode() => Text.ToStringValue().GetHashCode(StringComparison.Ordinal);

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        if (writer is not BoundedWriter { IsInText: true } bounded) return Text.WriteToAsync(writer, encoder, cultureInfo);
        bounded.WriteMarkup(markup.Span);
        return ValueTask.CompletedTask;
    }
}
