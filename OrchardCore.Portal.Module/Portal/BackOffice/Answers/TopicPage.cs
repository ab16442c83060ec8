using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Answers;

/// <summary>Another name for a topic. Its answers go along, with their drafts and what they were before; under a name that there is, two topics become one.</summary>
internal static class TopicPage
{
    private const string Path = AnswerList.Path + "/topic";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.EditAnswers);
        portal.MapPost(Path, Rename).ForOffice(Policies.EditAnswers);
    }

    public static string Href(string topic) => Links.To(Path) + QueryString.Create("name", topic);

    private static Form Ask(Form form, string topic) => form
        .Field(new FormField("topic", "Topic", "hidden") { Value = topic })
        .Field(new FormField("name", "Name") { Required = true, Maxlength = "60", Value = topic, Hint = "As customers read it. A name that there is joins the two." });

    private static async Task<Results<Page<Model>, NotFound>> Show(HttpContext context, PortalDb db, CancellationToken stop)
    {
        var topic = context.Request.Query["name"].ToString();
        return await db.Faqs.CountAsync(faq => faq.Category == topic, stop) is > 0 and var count ? ToPage(Ask(Form.Fresh(context), topic), topic, count) : TypedResults.NotFound();
    }

    private static async Task<Results<RedirectHttpResult, Page<Model>, NotFound>> Rename(HttpContext context, PortalDb db, AuditTrail trail, AnswerShelf shelf, RetailerScope scope, Notices notices, CancellationToken stop)
    {
        var sent = await Form.SentAsync(context, stop);
        var topic = sent["topic"];
        var form = Ask(sent, topic);
        await using var together = await db.Database.BeginTransactionAsync(stop);
        var faqs = await db.Faqs.AsTracking().Where(faq => faq.Category == topic || faq.DraftCategory == topic).ToListAsync(stop);
        if (!faqs.Exists(faq => faq.Category == topic)) return TypedResults.NotFound();
        if (!form.IsGood) return ToPage(form, topic, faqs.Count);

        var name = form["name"];
        foreach (var faq in faqs)
        {
            if (faq.Category == topic) faq.Category = name;
            if (faq.DraftCategory == topic) faq.DraftCategory = name;
            faq.Edition = Guid.CreateVersion7();   // whoever has one open with the old name is told
        }
        trail.Note("Answers", "Renamed a topic", name, AnswerList.Path, AuditTrail.Changes(("Topic", topic, name)));
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            form.RefuseAll("Somebody saved one of its answers at the same moment. Save the name again.");
            return ToPage(form, topic, faqs.Count);
        }
        await db.FaqVersions.Where(version => version.Category == topic).ExecuteUpdateAsync(set => set.SetProperty(version => version.Category, name), stop);   // else going back would bring the old name
        await together.CommitAsync(stop);
        shelf.Changed(scope.Current.Id);
        notices.Put(context, "good", $"“{topic}” is called “{name}” now, with its answers.");
        return TypedResults.LocalRedirect(Links.To(AnswerList.Path));
    }

    private static Page<Model> ToPage(Form form, string topic, int count) =>
        new("BackOffice/Answers/TopicPage", "Rename a topic", new Model(topic, count == 1 ? "One answer stands under it." : $"{count} answers stand under it.", form.ToPage(Path, "Save"), Links.To(AnswerList.Path)), frame: FrameKind.Office);

    internal sealed record Model(string Topic, string Count, FormPage Form, string BackHref);
}
