using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.CannedAnswers;

/// <summary>The ready answers in the order in which the inbox offers them, and one of them to write: a new one, or the one that was chosen.</summary>
internal static class CannedAnswerList
{
    public const string Path = "/admin/canned-answers";
    private const int Longest = 3_000, Most = 100;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, async (HttpContext context, PortalDb db, CancellationToken stop) => await PageAsync(context, db, null, null, stop)).ForOffice(Policies.ManageInbox);
        portal.MapGet(Path + "/{id:int}", async (int id, HttpContext context, PortalDb db, CancellationToken stop) =>
            await db.CannedAnswers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop) is { } answer ? (IResult)await PageAsync(context, db, answer, null, stop) : TypedResults.NotFound()).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path, Add).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path + "/{id:int}", Change).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path + "/order", Order).ForOffice(Policies.ManageInbox);
    }

    private static Form Ask(Form form, CannedAnswer? answer)
    {
        form.Field(new FormField("title", "Name") { Required = true, Maxlength = "80", Value = answer?.Title ?? "", Hint = "As your people find it in the list." })
            .Field(new FormField("text", "Text", "textarea") { Required = true, Rows = "9", Maxlength = Longest.ToString(CultureInfo.InvariantCulture), Value = answer?.Text ?? "", Hint = $"Places that are filled in: {CannedAnswer.PlacesInWords}." });
        if (form.IsSent && CannedAnswer.Unknown(form["text"]) is [var first, ..]) form.Refuse("text", $"{first} is no place that is filled in. There are: {CannedAnswer.PlacesInWords}.");
        return form;
    }

    private static async Task<Results<RedirectHttpResult, Page<Model>>> Add(HttpContext context, PortalDb db, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = Ask(await Form.SentAsync(context, stop), null);
        if (await db.CannedAnswers.CountAsync(stop) >= Most) form.RefuseAll($"There are {Most} ready answers. Remove one first: nobody finds the right one among more.");
        if (!form.IsGood) return await PageAsync(context, db, null, form, stop);
        db.Add(new CannedAnswer { Title = form["title"], Text = form["text"], Order = (await db.CannedAnswers.MaxAsync(one => (int?)one.Order, stop) ?? 0) + 10 });
        trail.Note("Canned answers", "Added", form["title"], Path, AuditTrail.Changes(("Text", "", form["text"])));
        return await DoneAsync(context, db, notices, "The answer is in the inbox's list.", stop);
    }

    private static async Task<Results<RedirectHttpResult, Page<Model>, NotFound>> Change(int id, HttpContext context, PortalDb db, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await db.CannedAnswers.AsTracking().SingleOrDefaultAsync(one => one.Id == id, stop) is not { } answer) return TypedResults.NotFound();
        var sent = await Form.SentAsync(context, stop);
        if (sent["does"] == "remove")
        {
            db.Remove(answer);
            trail.Note("Canned answers", "Removed", answer.Title, Path, AuditTrail.Changes(("Text", answer.Text, "")));
            return await DoneAsync(context, db, notices, $"“{answer.Title}” is gone. What was answered with it stays.", stop);
        }
        var form = Ask(sent, answer);
        if (form["edition"] != answer.Edition.ToString()) form.RefuseAll("Somebody else changed this answer since you opened it. Yours stands here unsaved: look at theirs in another tab, then save what both want.");
        if (!form.IsGood) return await PageAsync(context, db, answer, form, stop);
        trail.Note("Canned answers", "Changed", form["title"], Path, AuditTrail.Changes(("Name", answer.Title, form["title"]), ("Text", answer.Text, form["text"])));
        (answer.Title, answer.Text, answer.Edition) = (form["title"], form["text"], Guid.CreateVersion7());
        return await DoneAsync(context, db, notices, "The answer is saved.", stop);
    }

    /// <summary>"up 12" or "down 12".</summary>
    private static async Task<RedirectHttpResult> Order(HttpContext context, PortalDb db, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        var answers = await db.CannedAnswers.AsTracking().OrderBy(one => one.Order).ThenBy(one => one.Id).ToListAsync(stop);
        var at = form["move"].Split(' ') is [_, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? answers.FindIndex(one => one.Id == id) : -1;
        var to = form["move"].StartsWith("up ", StringComparison.Ordinal) ? at - 1 : at + 1;
        if (at >= 0 && to >= 0 && to < answers.Count) (answers[at], answers[to]) = (answers[to], answers[at]);
        for (var place = 0; place < answers.Count; place++) answers[place].Order = (place + 1) * 10;
        trail.Note("Canned answers", "Ordered", at >= 0 ? answers[Math.Clamp(to, 0, answers.Count - 1)].Title : "", Path);
        return await DoneAsync(context, db, notices, "", stop);
    }

    private static async Task<RedirectHttpResult> DoneAsync(HttpContext context, PortalDb db, Notices notices, string text, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            if (text != "") notices.Put(context, "good", text);
        }
        catch (DbUpdateConcurrencyException)
        {
            notices.Put(context, "bad", "Somebody else changed the ready answers at the same moment. Here they are now.");
        }
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<Page<Model>> PageAsync(HttpContext context, PortalDb db, CannedAnswer? chosen, Form? form, CancellationToken stop)
    {
        var answers = await db.CannedAnswers.AsNoTracking().OrderBy(one => one.Order).ThenBy(one => one.Id).ToListAsync(stop);
        var page = (form ?? Ask(Form.Fresh(context), chosen)).ToPage(chosen is null ? Path : $"{Path}/{chosen.Id}", chosen is null ? "Add" : "Save");
        return new("BackOffice/CannedAnswers/CannedAnswerList", "Canned answers", new Model(
            [.. answers.Select(one => new Line($"{one.Id}", one.Title, one.Text.Length <= 140 ? one.Text : one.Text[..139] + "…", Links.To($"{Path}/{one.Id}"), one.Id == chosen?.Id))],
            page, chosen is not null, chosen?.Title ?? "", $"{chosen?.Edition}", Links.To(Path + "/order"), Links.To(Path), Links.To(InboxList.Path)), frame: FrameKind.Office);
    }

    internal sealed record Model(IReadOnlyList<Line> Answers, FormPage Form, bool IsChange, string Title, string Edition, string OrderAction, string NewHref, string BackHref);
    internal sealed record Line(string Id, string Title, string Text, string Href, bool Current);
}
