using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>
/// HTML that the portal made. In a text it is placed as it is; in a tag, where its quotes would end an attribute, it is encoded as any other text is, by
/// whatever way it came there (assign, cycle, a member, an argument of a part).
/// </summary>
internal sealed class MarkupValue(string markup) : FluidValue
{
    private readonly StringValue _text = new(markup);

    public override FluidValues Type => FluidValues.String;
    public override bool Equals(FluidValue other) => _text.Equals(other);
    public override bool ToBooleanValue() => _text.ToBooleanValue();
    public override decimal ToNumberValue() => _text.ToNumberValue();
    public override string ToStringValue() => markup;
    public override object ToObjectValue() => markup;
    public override bool IsNil() => false;
    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => _text.GetValueAsync(name, context);
    public override bool Equals(object? other) => other is FluidValue value && Equals(value);
    public override int GetHashCode() => markup.GetHashCode(StringComparison.Ordinal);

    public override async ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        if (writer is BoundedWriter { IsInText: true } bounded) bounded.WriteMarkup(markup);
        else await _text.WriteToAsync(writer, encoder, cultureInfo);
    }
}
