using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>The draft, or what is published, as a customer would see it; where it fails, what it fails of.</summary>
internal static class TemplatePreview
{
    // A mail's styles stand in its elements; so does nothing else, which the check has seen to.
    private const string OfMail = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(TemplateList.Path + "/{slug}/preview", Show).ForOffice(Policies.EditBrand);

    private static async Task<IResult> Show(string slug, HttpContext context, IReadOnlyList<TemplateInfo> all, TemplateShelf shelf, Rehearsal rehearsal, CancellationToken stop)
    {
        if (all.FirstOrDefault(one => one.Slug == slug) is not { } template) return TypedResults.NotFound();
        Guard.MayBeFramed(context);
        try
        {
            var html = await rehearsal.HtmlAsync(template, (await shelf.OpenAsync(template.Path, stop)).Text, context);
            if (template.IsMail) context.Response.Headers.ContentSecurityPolicy = OfMail;
            return TypedResults.Content(html, "text/html", Encoding.UTF8);
        }
        catch (TemplateFaultException fault)
        {
            return new Page<FaultPage>("Pages/Fault", "The template fails", new FaultPage("The template fails", fault.Message, "", Links.To(TemplateList.Path)), frame: FrameKind.Office);
        }
    }
}
