using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>The head of the money screens (PayHead.liquid): the name of the screen, what is owed in a sentence, and the way to pay it.</summary>
/// <param name="PayHref">Empty where the screen offers no payment now.</param>
internal sealed record PayHead(string Title, string Lead, string PayHref)
{
    /// <param name="always">Whether the button stands there with nothing to pay too: people pay ahead.</param>
    public static PayHead Of(string title, Standing standing, Wording words, bool always = false) => new(words.Word(title),
        standing.WhenDue(words) is { Length: > 0 } when ? $"{standing.InWords(words)} {when}." : standing.InWords(words),
        always || standing.AmountDue.IsPositive ? Links.To("/pay") : "");
}
