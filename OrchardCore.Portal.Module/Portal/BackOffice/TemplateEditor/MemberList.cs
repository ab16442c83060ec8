using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;

namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>What a template may read, with a sample of each, as the editor shows it.</summary>
internal static class MemberList
{
    private const int Deepest = 3, Most = 120;

    internal sealed record Group(string Title, IReadOnlyList<Member> Members);
    internal sealed record Member(string Path, string Kind, string Sample);

    /// <summary>The names that a template begins with.</summary>
    public static TemplateRoots RootsOf(TemplateInfo template)
    {
        Dictionary<string, Type> roots = [];
        if (template.Page is not null) roots["page"] = template.Page;
        if (template.IsMail) roots["mail"] = typeof(MailFrame);
        else (roots["frame"], roots["brand"]) = (typeof(FramePage), typeof(BrandPage));
        // A part reads what it is given as well, which stands nowhere but in the templates that give it.
        return template.Page is null ? TemplateRoots.Unknown : new(roots);
    }

    public static IReadOnlyList<Group> Of(TemplateInfo template, SampleRecord sample) =>
    [
        .. template.Page is null ? [] : new[] { new Group("page", [.. Members("page", template.Page, sample, 0).Take(Most)]) },
        .. template.IsMail
            ? new[] { new Group("mail", [.. Members("mail", typeof(MailFrame), sample, 0)]) }
            : [new Group("brand", [.. Members("brand", typeof(BrandPage), sample, 0)]), new Group("frame", [.. Members("frame", typeof(FramePage), sample, 0).Take(Most)])],
    ];

    private static IEnumerable<Member> Members(string path, Type type, SampleRecord sample, int depth)
    {
        if (depth >= Deepest) yield break;
        foreach (var property in type.GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var (at, kind) = ($"{path}.{Liquid.SnakeCase(property.Name)}", TemplateRoots.KindOf(property.PropertyType));
            var item = TemplateRoots.ItemOf(property.PropertyType);
            yield return new(at, kind, kind switch { "text" => sample.Text(property.Name), "yes or no" => "true", "list" => $"{{% for item in {at} %}}", _ => "" });
            if (kind == "group") foreach (var deeper in Members(at, property.PropertyType, sample, depth + 1)) yield return deeper;
            if (kind == "list" && item is not null) foreach (var deeper in Members("item", item, sample, depth + 2)) yield return deeper;
        }
    }
}
