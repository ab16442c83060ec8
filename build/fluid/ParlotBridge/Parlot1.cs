using Parlot;
using Parlot.Fluent;

namespace ParlotBridge;

/// <summary>
/// What Fluid.dll calls and Parlot 2 no longer has, under the names of Parlot 1.5 and with its meaning. The rewriter
/// finds a method here by that name; an instance member takes its object as the first argument.
/// </summary>
public static class Parlot1
{
    // Parlot 2 gives a list under this name; 1.5 gave the value, or the default of its type.
    public static Parser<T> ZeroOrOne<T>(Parser<T> parser) => parser.Else(default(T)!);

    // Parlot 2 chooses by index from parsers known beforehand; Fluid chooses by the name of a tag, which hosts can add.
    public static Parser<TOut> Switch<TIn, TOut>(Parser<TIn> parser, Func<ParseContext, TIn, Parser<TOut>?> next) =>
        new SwitchParser<TIn, TOut>(parser, next);

    // Parlot 2 compiles at build time only. The compiled parser never meant anything else, it was faster.
    public static Parser<T> Compile<T>(Parser<T> parser) => parser;

    // These two are in Parlot 2 with another signature: compiled anew, the same source is right.
    public static Parser<string> Text(TermBuilder terms, string text, bool caseInsensitive) => terms.Text(text, caseInsensitive);

    public static string Buffer(Scanner scanner) => scanner.Buffer;
}
