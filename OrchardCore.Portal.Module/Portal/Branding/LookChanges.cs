namespace OrchardCore.Portal.Branding;

/// <summary>What is different between two looks, in the words of the editor's form.</summary>
internal static class LookChanges
{
    public static IEnumerable<string> Between(Look old, Look look)
    {
        if ((old.Name, old.LegalName) != (look.Name, look.LegalName)) yield return "name";
        if (old.Brand.Colour != look.Brand.Colour) yield return "colour";
        if (old.Brand.Accent != look.Brand.Accent) yield return "accent";
        if ((old.Brand.Font, old.Brand.DisplayFont) != (look.Brand.Font, look.Brand.DisplayFont)) yield return "fonts";
        if ((old.Brand.Radius, old.Brand.Composition) != (look.Brand.Radius, look.Brand.Composition)) yield return "shape";
        if ((old.Brand.Logo, old.Brand.LogoDark) != (look.Brand.Logo, look.Brand.LogoDark)) yield return "logo";
        if (old.Brand.Icon != look.Brand.Icon) yield return "icon";
        if (old.Contact != look.Contact) yield return "contact";
        if (old.Footer.Legal != look.Footer.Legal || !old.Footer.Links.SequenceEqual(look.Footer.Links)) yield return "footer";
        if (!Same(old.Words, look.Words)) yield return "words";
        if (!old.Menu.SequenceEqual(look.Menu)) yield return "menu";
    }

    private static bool Same(Dictionary<string, string> old, Dictionary<string, string> now) => old.Count == now.Count && !old.Except(now).Any();
}
