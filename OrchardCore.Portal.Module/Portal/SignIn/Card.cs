using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.SignIn;

/// <summary>A page with one thing to do, or one thing to know: all that SignIn/Card.liquid reads.</summary>
internal sealed record Card(string Title, string Lead, FormPage? Form, IReadOnlyList<Card.Link> Links, string Help = "")
{
    internal sealed record Link(string Label, string Href);

    public static Page<Card> Page(Card card, int status = 200) => new("SignIn/Card", card.Title, card, status, FrameKind.Plain);
}
