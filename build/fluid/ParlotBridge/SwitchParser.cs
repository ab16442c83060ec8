using Parlot;
using Parlot.Fluent;

namespace ParlotBridge;

internal sealed class SwitchParser<TIn, TOut>(Parser<TIn> first, Func<ParseContext, TIn, Parser<TOut>?> next) : Parser<TOut>
{
    public override bool Parse(ParseContext context, ref ParseResult<TOut> result)
    {
        context.EnterParser(this);

        var start = context.Scanner.Cursor.Position;
        var found = new ParseResult<TIn>();
        var matches = first.Parse(context, ref found)
            && next(context, found.Value) is { } second
            && second.Parse(context, ref result);

        // A parser of Parlot 2 leaves the cursor where it found it when it fails, as Parlot's own Switch does.
        if (!matches)
        {
            context.Scanner.Cursor.ResetPosition(start);
        }

        context.ExitParser(this);
        return matches;
    }
}
