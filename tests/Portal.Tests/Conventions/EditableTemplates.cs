using System.Reflection;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>A retailer's editors begin with the portal's own templates: these pass the check that theirs must pass, and none is missing from the editors' list.</summary>
public sealed class EditableTemplates
{
    // They hold the page's own styles and script; a host that overrides them writes code.
    private static readonly string[] OfTheHost = ["Frame/Head", "Frame/Bare", "Frame/InTheme", "Frame/Cms"];

    // docs/templates.md says why.
    private static readonly string[] NotShown = [.. OfTheHost, "Frame/Banners", "Pages/FieldState", "Dashboard/BalancePiece", "Dashboard/PayPiece", "Notifications/MailList"];

    internal static readonly Dictionary<string, string> Own = Embedded(typeof(Features).Assembly).Concat(Embedded(Assembly.Load("OrchardCore.Portal.Frame")))
        .Where(file => !file.Key.StartsWith("BackOffice/", StringComparison.Ordinal)).ToDictionary();

    [Fact]
    public void The_portals_own_templates_pass_the_check() => Assert.Empty(Refused(Own.Where(file => !OfTheHost.Contains(file.Key))));

    [Fact]
    public void And_one_that_does_not_is_seen() => Assert.Single(Refused([new("Help/Offending", "<p onclick=\"x()\">")]));

    /// <summary>Add a line for it to <see cref="TemplatesShown"/>.</summary>
    [Fact]
    public void Every_template_is_on_the_editors_list() => Assert.Empty(Unlisted(Own.Keys));

    [Fact]
    public void And_one_that_is_not_is_seen() => Assert.Equal(["Help/Offending"], Unlisted(["Help/Offending", "ContactUs/AnswerMail", "Frame/Head"]));

    private static IEnumerable<string> Refused(IEnumerable<KeyValuePair<string, string>> files) => files.SelectMany(file => TemplateCheck
        .Faults(TemplateCheck.Normal(file.Value), new(file.Key, file.Value, Own.ContainsKey, Templates.FilterNames, TemplateRoots.Unknown)).Select(fault => $"{file.Key}: {fault}"));

    private static IEnumerable<string> Unlisted(IEnumerable<string> paths) =>
        paths.Except(NotShown).Except(TemplatesShown.All.Select(template => template.Path));

    private static IEnumerable<KeyValuePair<string, string>> Embedded(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".liquid", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return new(name[..^".liquid".Length], reader.ReadToEnd());
        }
    }
}
