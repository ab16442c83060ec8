using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>A text as a template, tried with figures of nobody: the whole page or mail as a customer would see it, with the rest as it is published.</summary>
internal sealed class Rehearsal(Templates templates, IReadOnlyList<TemplateInfo> all, PortalFrame frames, Mailer mailer, RetailerScope scope, RetailerCalendar calendar)
{
    /// <exception cref="TemplateFaultException">It fails, or does not end.</exception>
    public async Task<string> HtmlAsync(TemplateInfo template, string text, HttpContext context)
    {
        if (template.IsMail) return (await LetterAsync(template, text)).Html;
        var shown = template.Page is not null ? template : all.First(one => one.Path == template.SeenOn);
        var engine = With(template, text);
        var around = await frames.AroundAsync(context, shown.Title, shown.Frame);
        var body = await engine.RenderAsync(shown.Path, new Dictionary<string, object?> { ["page"] = Sample.Of(shown.Page!), ["frame"] = around, ["brand"] = around.Brand });
        return await engine.RenderAsync(shown.Frame == FrameKind.Plain ? "Frame/Plain" : "Frame/Layout", new Dictionary<string, object?> { ["frame"] = around, ["brand"] = around.Brand, ["body"] = new Html(body) });
    }

    /// <exception cref="TemplateFaultException">It fails, or does not end.</exception>
    public Task<Letter> LetterAsync(TemplateInfo template, string text)
    {
        var shown = template.Page is not null ? template : all.First(one => one.Path == template.SeenOn);
        return mailer.WriteAsync(shown.Path, shown.Title, Sample.Of(shown.Page!), With(template, text));
    }

    public SampleRecord Sample => new(scope.Current, calendar.Today);

    // A draft is kept with its faults, and some of them would end the process in the parser: none comes so far.
    private Liquid With(TemplateInfo template, string text) => templates.FaultsIn(scope.Current, template.Path, text, TemplateRoots.Unknown).FirstOrDefault(fault => !fault.IsWarning) is { } fault
        ? throw new TemplateFaultException($"{template.Path}.liquid: {fault}")
        : templates.Draft(scope.Current with { OwnTemplates = new Dictionary<string, string>(scope.Current.OwnTemplates) { [template.Path] = text } });
}
