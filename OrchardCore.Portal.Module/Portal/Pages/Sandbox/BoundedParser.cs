using System.Net;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>
/// Fluid's parser without the tags that can leave the folder (include), hide markup from the check (raw, liquid) or count without end (tablerow), and with
/// ranges that have one: (1..1000000000) would be made in memory before the first step is counted.
/// </summary>
internal sealed class BoundedParser : FluidParser
{
    private static readonly string[] Untaken = ["include", "raw", "liquid", "tablerow", "ifchanged"];

    public BoundedParser()
    {
        foreach (var tag in Untaken) RegisteredTags.Remove(tag);
        RegisterIdentifierBlock("capture", CaptureAsync);
        RegisteredTags["for"] = RegisteredTags["for"].Then<Statement>(static statement => statement is ForStatement { Source: RangeExpression range } loop
            ? new ForStatement([.. loop.Statements], loop.Identifier, new BoundedRange(range), loop.Limit, loop.Offset, loop.Reversed, loop.Else) : statement);
        AnyTagsList.Parser = AnyTagsList.Parser!.Then<IReadOnlyList<Statement>>(static statements => [.. statements.Select(Encoded)]);
        KnownTagsList.Parser = KnownTagsList.Parser!.Then<IReadOnlyList<Statement>>(static statements => [.. statements.Select(Encoded)]);
        Primary.Parser = Primary.Parser!.Then<Expression>(static expression => expression is RangeExpression range ? new BoundedRange(range) : expression);
    }

    /// <summary>What is captured is text, and not markup: it may be placed in an attribute, where markup would end it.</summary>
    private static async ValueTask<Completion> CaptureAsync(string name, IReadOnlyList<Statement> statements, TextWriter writer, TextEncoder encoder, TemplateContext context)
    {
        await using var captured = new BoundedWriter(TemplateLimits.Text);
        var completion = Completion.Normal;
        for (var at = 0; at < statements.Count && completion == Completion.Normal; at++) completion = await statements[at].WriteToAsync(captured, encoder, context);
        context.SetValue(name, new StringValue(WebUtility.HtmlDecode(captured.ToString())));
        return completion;
    }

    private static Statement Encoded(Statement statement) => statement is OutputStatement or CycleStatement ? new EncodedOutput(statement) : statement;

    /// <summary>Encodes whatever an output writes. Fluid leaves that to the value, and a list ("{{ text | split: ',' }}") writes its members as they are.</summary>
    private sealed class EncodedOutput(Statement output) : Statement
    {
        // A page has hundreds of outputs, of which hardly one waits for anything: an await would cost as much as the writing.
        public override ValueTask<Completion> WriteToAsync(TextWriter writer, TextEncoder encoder, TemplateContext context)
        {
            var page = (BoundedWriter)writer;
            page.Encoder = encoder;
            var written = output.WriteToAsync(page, NullEncoder.Default, context);   // what is thrown ends the page, and its writer with it
            if (!written.IsCompletedSuccessfully) return WaitedForAsync(page, written);
            page.Encoder = null;
            return written;
        }

        private static async ValueTask<Completion> WaitedForAsync(BoundedWriter page, ValueTask<Completion> written)
        {
            var completion = await written;
            page.Encoder = null;
            return completion;
        }

        protected override Statement Accept(AstVisitor visitor) => this;
    }

    private sealed class BoundedRange(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var (from, to) = ((await range.From.EvaluateAsync(context)).ToNumberValue(), (await range.To.EvaluateAsync(context)).ToNumberValue());
            if (to - from >= TemplateLimits.Items || Math.Abs(from) > int.MaxValue || Math.Abs(to) > int.MaxValue)
                throw new InvalidOperationException($"a range of more than {TemplateLimits.Items:N0} numbers: ({from}..{to})");
            return await range.EvaluateAsync(context);
        }

        protected override Expression Accept(AstVisitor visitor) => this;
    }
}
