using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
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
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Answers;

/// <summary>One answer: written as a draft beside what customers see, with its preview; published now or for a time; gone back from.</summary>
internal static partial class AnswerEditor
{
    private const int LongestAnswer = 20_000, Versions = 10;

    public static void Map(IEndpointRouteBuilder portal)
    {
        const string One = AnswerList.Path + "/{id:int}";
        portal.MapGet(AnswerList.Path + "/new", async (HttpContext context, Work work, CancellationToken stop) => await work.PageAsync(context, null, null, stop)).ForOffice(Policies.EditAnswers);
        portal.MapPost(AnswerList.Path + "/new", (HttpContext context, Work work, CancellationToken stop) => work.TakeAsync(context, null, stop)).ForOffice(Policies.EditAnswers);
        portal.MapPost(AnswerList.Path + "/preview", Preview).ForOffice(Policies.EditAnswers);
        portal.MapGet(One, async (int id, HttpContext context, Work work, PortalDb db, CancellationToken stop) =>
            await db.Faqs.AsNoTracking().SingleOrDefaultAsync(faq => faq.Id == id, stop) is { } faq ? (IResult)await work.PageAsync(context, faq, null, stop) : TypedResults.NotFound()).ForOffice(Policies.EditAnswers);
        portal.MapPost(One, async (int id, HttpContext context, Work work, PortalDb db, CancellationToken stop) =>
            await db.Faqs.AsTracking().SingleOrDefaultAsync(faq => faq.Id == id, stop) is { } faq ? await work.TakeAsync(context, faq, stop) : TypedResults.NotFound()).ForOffice(Policies.EditAnswers);
        portal.MapPost(One + "/back/{version:int}", async (int id, int version, HttpContext context, Work work, PortalDb db, CancellationToken stop) =>
            await db.Faqs.AsTracking().SingleOrDefaultAsync(faq => faq.Id == id, stop) is { } faq ? await work.GoBackAsync(context, faq, version, stop) : TypedResults.NotFound()).ForOffice(Policies.EditAnswers);
    }

    /// <summary>What the Markdown will look like: a fragment, and nothing is kept.</summary>
    private static async Task<Results<ContentHttpResult, BadRequest>> Preview(HttpContext context, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        return form["answer"].Length > LongestAnswer ? TypedResults.BadRequest() : TypedResults.Content(FaqMarkdown.ToHtml(form["answer"]).Text, "text/html", Encoding.UTF8);
    }

    internal sealed class Work(PortalDb db, AuditTrail trail, AnswerShelf shelf, Notices notices, RetailerScope scope, RetailerCalendar calendar, TimeProvider clock)
    {
        private Form Ask(Form form, Faq? faq, IEnumerable<string> categories) => form
            .Field(new FormField("question", "Question") { Required = true, Maxlength = "200", Value = faq?.DraftQuestion ?? faq?.Question ?? "", Hint = "As a customer would ask it." })
            .Field(new FormField("category", "Topic") { Required = true, Maxlength = "60", Value = faq?.DraftCategory ?? faq?.Category ?? "", Hint = $"A new one, or one that there is: {string.Join(", ", categories)}." })
            .Field(new FormField("answer", "Answer", "textarea") { Required = true, Rows = "16", Maxlength = LongestAnswer.ToString(CultureInfo.InvariantCulture), Value = faq?.DraftAnswer ?? faq?.Answer ?? "", Hint = "Markdown: **bold**, lists with - or 1., [a link](/help), tables. HTML is shown as text." })
            .Field(new FormField("from", "Show from", "date") { Value = Day(faq?.ShowFrom, 0), Hint = "Empty: as soon as it is published." })
            .Field(new FormField("until", "Show until", "date") { Value = Day(faq?.ShowUntil, -1), Hint = "The last day. Empty: without an end." });

        public async Task<IResult> TakeAsync(HttpContext context, Faq? faq, CancellationToken stop)
        {
            var form = Ask(await Form.SentAsync(context, stop), faq, []);
            var does = form["does"];
            if (faq is not null && form["edition"] != faq.Edition.ToString())
            {
                form.RefuseAll("Somebody else saved this answer since you opened it. Yours stands here unsaved: open the page again in another tab, compare, and save what both want.");
                return await PageAsync(context, faq, form, stop);
            }
            if (does == "unpublish" && faq is not null) return await SavedAsync(context, faq, "Taken off", "Customers do not see it any more.", () => faq.IsPublished = false, stop);
            if (does == "discard" && faq is not null) return await SavedAsync(context, faq, "Discarded the draft", "The draft is gone.", () => (faq.DraftQuestion, faq.DraftAnswer, faq.DraftCategory) = (null, null, null), stop);
            if (form["from"] is { Length: > 0 } from && form["until"] is { Length: > 0 } until && string.CompareOrdinal(until, from) < 0) form.Refuse("until", "It would end before it begins.");
            if (!form.IsGood) return await PageAsync(context, faq, form, stop);

            if (faq is null)
            {
                faq = new Faq { Slug = await FreeSlugAsync(form["question"], stop), Category = form["category"], Question = form["question"], Answer = form["answer"], IsPublished = false, Order = (await db.Faqs.MaxAsync(one => (int?)one.Order, stop) ?? 0) + 10 };
                db.Add(faq);
                trail.Note("Answers", "Began", faq.Question, AnswerList.Path);
                await db.SaveChangesAsync(stop);   // its versions need its number
            }
            // Days that are only saved must not take away what customers see.
            if (does == "publish" || !faq.IsPublished) (faq.ShowFrom, faq.ShowUntil) = (Start(form["from"], 0), Start(form["until"], 1));
            if (does != "publish")
                return await SavedAsync(context, faq, "Saved a draft", "The draft is saved. Customers do not see it yet.", () => (faq.DraftQuestion, faq.DraftAnswer, faq.DraftCategory) = (form["question"], form["answer"], form["category"]), stop);
            return await SavedAsync(context, faq, "Published", "Published. Customers see it from the next page on.", () => Publish(context, faq, form["category"], form["question"], form["answer"]), stop);
        }

        public async Task<IResult> GoBackAsync(HttpContext context, Faq faq, int versionId, CancellationToken stop)
        {
            if (await db.FaqVersions.AsNoTracking().SingleOrDefaultAsync(version => version.Id == versionId && version.FaqId == faq.Id, stop) is not { } version) return TypedResults.NotFound();
            if ((await Form.SentAsync(context, stop))["edition"] == faq.Edition.ToString())
                return await SavedAsync(context, faq, "Went back", "The earlier text is what customers see again.", () => Publish(context, faq, version.Category, version.Question, version.Answer), stop);
            notices.Put(context, "bad", "Somebody else saved this answer since you opened it. Here is theirs: look at it, then go back.");
            return TypedResults.LocalRedirect(Links.To($"{AnswerList.Path}/{faq.Id}"));
        }

        private void Publish(HttpContext context, Faq faq, string category, string question, string answer)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            // What was there before the first change can be gone back to as well.
            if (faq.IsPublished && !db.FaqVersions.Any(version => version.FaqId == faq.Id))
                db.Add(new FaqVersion { FaqId = faq.Id, Category = faq.Category, Question = faq.Question, Answer = faq.Answer, PublishedAt = faq.UpdatedAt ?? now.AddSeconds(-1), PublishedBy = "" });
            (faq.Category, faq.Question, faq.Answer, faq.IsPublished, faq.UpdatedAt) = (category, question, answer, true, now);
            (faq.DraftQuestion, faq.DraftAnswer, faq.DraftCategory) = (null, null, null);
            db.Add(new FaqVersion { FaqId = faq.Id, Category = category, Question = question, Answer = answer, PublishedAt = now, PublishedBy = StaffMember.Of(context.User).Name });
        }

        private async Task<IResult> SavedAsync(HttpContext context, Faq faq, string action, string said, Action change, CancellationToken stop)
        {
            change();
            faq.Edition = Guid.CreateVersion7();
            trail.Note("Answers", action, faq.DraftQuestion ?? faq.Question, $"{AnswerList.Path}/{faq.Id}");
            try
            {
                await db.SaveChangesAsync(stop);
                notices.Put(context, "good", said);
            }
            catch (DbUpdateException)
            {
                notices.Put(context, "bad", "Somebody else saved this answer at the same moment. Here is theirs: make your change again.");
            }
            shelf.Changed(scope.Current.Id);
            return TypedResults.LocalRedirect(Links.To($"{AnswerList.Path}/{faq.Id}"));
        }

        public async Task<Page<Model>> PageAsync(HttpContext context, Faq? faq, Form? form, CancellationToken stop)
        {
            var words = scope.Current.Wording;
            var categories = await db.Faqs.Select(one => one.Category).Distinct().OrderBy(category => category).ToListAsync(stop);
            var id = faq?.Id ?? 0;
            var versions = await db.FaqVersions.AsNoTracking().Where(version => version.FaqId == id).OrderByDescending(version => version.Id).Take(Versions).ToListAsync(stop);
            var page = (form ?? Ask(Form.Fresh(context), faq, categories)).ToPage(faq is null ? AnswerList.Path + "/new" : $"{AnswerList.Path}/{faq.Id}", "");
            var (state, tone) = faq switch { null => ("New", ""), { IsPublished: false } => ("Draft", "warn"), { HasDraft: true } => ("Published, with a draft", "warn"), _ => ("Published", "good") };
            return new("BackOffice/Answers/AnswerEditor", faq is null ? "New answer" : "Edit an answer", new Model(page, faq?.Edition.ToString() ?? "", state, tone, faq?.IsPublished == true, faq?.HasDraft == true,
                Links.To(AnswerList.Path), faq?.IsPublished == true ? Links.To($"/help/{faq.Slug}") : "", Links.To(AnswerList.Path + "/preview"), FaqMarkdown.ToHtml(page.Fields.First(field => field.Name == "answer").Value),
                faq is null || faq.Helped + faq.DidNotHelp == 0 ? "" : $"Helped {faq.Helped.ToString("N0", words.Culture)} of {(faq.Helped + faq.DidNotHelp).ToString("N0", words.Culture)} who said.",
                [.. versions.Select((version, at) => new Version(version.Question, $"{words.ShortDate(calendar.DayOf(version.PublishedAt))}{(version.PublishedBy == "" ? ", as it was before" : ", " + version.PublishedBy)}", at == 0, Links.To($"{AnswerList.Path}/{id}/back/{version.Id}")))]), frame: FrameKind.Office);
        }

        private string Day(DateTime? at, int days) => at is { } moment ? Wording.Iso(calendar.DayOf(moment).AddDays(days)) : "";
        private DateTime? Start(string day, int days) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? calendar.StartOf(date.AddDays(days)) : null;

        /// <summary>"How do I move out?" becomes "how-do-i-move-out": the address stays when the question changes.</summary>
        private async Task<string> FreeSlugAsync(string question, CancellationToken stop)
        {
            var plain = new string([.. question.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)]);
            var slug = NotForAddresses().Replace(plain, "-").Trim('-');
            slug = slug.Length switch { 0 => "answer", > 60 => slug[..60].TrimEnd('-'), _ => slug };
            var held = await db.Faqs.Where(faq => faq.Slug.StartsWith(slug)).Select(faq => faq.Slug).ToListAsync(stop);
            for (var number = 1; ; number++)
                if ((number == 1 ? slug : $"{slug}-{number}") is var free && !held.Contains(free)) return free;
        }
    }

    [GeneratedRegex("[^a-z0-9]+")] private static partial Regex NotForAddresses();

    internal sealed record Model(
        FormPage Form, string Edition, string State, string Tone, bool IsPublished, bool HasDraft, string BackHref, string ViewHref, string PreviewAction, Html Preview, string Votes, IReadOnlyList<Version> Versions);
    internal sealed record Version(string Title, string Text, bool Current, string BackAction);
}
