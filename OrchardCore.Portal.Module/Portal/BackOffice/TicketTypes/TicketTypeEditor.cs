using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.TicketTypes;

/// <summary>A message type: its words, its questions as lines, its clock, who sees it; beside it the form as customers get it.</summary>
internal static class TicketTypeEditor
{
    private const int LongestClock = 60, MostHours = 80, MostOwn = 40;
    private const string Hours = "hours", Days = "days";
    private const string Own = "own-";   // how the keys of the retailer's own types begin
    private const string One = TicketTypeList.Path + "/{key}";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(TicketTypeList.Path + "/new", async (HttpContext context, Work work, CancellationToken stop) => await work.PageAsync(context, Blank(""), null, stop)).ForOffice(Policies.ManageInbox);
        portal.MapPost(TicketTypeList.Path + "/new", (HttpContext context, Work work, CancellationToken stop) => work.TakeAsync(context, Blank(""), stop)).ForOffice(Policies.ManageInbox);
        portal.MapGet(One, async (string key, HttpContext context, Work work, CancellationToken stop) => await work.FindAsync(key, stop) is { } type ? (IResult)await work.PageAsync(context, type, null, stop) : TypedResults.NotFound()).ForOffice(Policies.ManageInbox);
        portal.MapPost(One, async (string key, HttpContext context, Work work, CancellationToken stop) => await work.FindAsync(key, stop) is { } type ? await work.TakeAsync(context, type, stop) : TypedResults.NotFound()).ForOffice(Policies.ManageInbox);
    }

    private static MessageType Blank(string key) => new(key, "", "", "", AnswerIn: 2);

    internal sealed class Work(PortalDb db, AuditTrail trail, Notices notices, RetailerScope scope, RetailerCalendar calendar)
    {
        public async Task<MessageType?> FindAsync(string key, CancellationToken stop) => (await MessageCatalog.OfAsync(db, stop)).All.FirstOrDefault(type => type.Key == key);

        public async Task<IResult> TakeAsync(HttpContext context, MessageType type, CancellationToken stop)
        {
            var sent = await Form.SentAsync(context, stop);
            var row = await db.OwnMessageTypes.AsTracking().SingleOrDefaultAsync(one => one.Key == type.Key, stop);
            if (sent["does"] == "reset" && row is not null && MessageTypes.Find(type.Key) is { } starter)
            {
                db.Remove(row);
                trail.Note("Message types", "Went back to the starter pack", starter.Label, $"{TicketTypeList.Path}/{type.Key}", Changes(type, starter));
                return await SavedAsync(context, "It is as the starter pack has it.", stop);
            }
            var form = Ask(sent, type);
            var (questions, problems) = QuestionText.Read(form["questions"], NamesFor(form["questions"], type));
            foreach (var problem in problems) form.Refuse("questions", problem);
            var inHours = form["clock"] == Hours;
            if (!int.TryParse(form["answer-in"], NumberStyles.None, CultureInfo.InvariantCulture, out var within) || within > (inHours ? MostHours : LongestClock) || inHours && within == 0)
                form.Refuse("answer-in", inHours ? $"Enter a number of business hours from 1 to {MostHours}." : $"Enter a number of business days from 0 (the same day) to {LongestClock}.");
            if (form["advice-text"] != "" && form["advice-title"] == "") form.Refuse("advice-title", "Enter a title: the advice begins with it.");
            if (type.Key == "" && await db.OwnMessageTypes.CountAsync(one => one.Key.StartsWith(Own), stop) >= MostOwn) form.RefuseAll($"There are {MostOwn} message types of your own. Change one of them instead.");
            if ((row?.Edition.ToString() ?? "") != form["edition"]) form.RefuseAll("Somebody else changed this type since you opened it. Yours stands here unsaved: look at theirs in another tab, then save what both want.");
            var next = new OwnMessageType
            {
                Key = type.Key != "" ? type.Key : Own + Guid.CreateVersion7().ToString("N")[^10..],
                Label = form["label"],
                Group = form["group"],
                Subject = form["subject"],
                AnswerIn = within,
                InHours = inHours,
                Priority = Enum.TryParse<ContactPriority>(form["priority"], out var priority) ? priority : ContactPriority.Normal,
                IsOffered = form["offered"] == "true",
                IsRestricted = form["restricted"] == "true",
                IsRequest = form["request"] == "true",
                AsksStatement = form["statement"] == "true",
                AdviceTitle = form["advice-title"],
                AdviceText = form["advice-text"],
                Questions = QuestionText.Write(questions),
                Names = string.Join(' ', questions.Select(question => question.Field.Name)),
            };
            var made = MessageCatalog.With(type with { Key = next.Key }, next);
            if (!form.IsGood || form["does"] == "preview") return await PageAsync(context, type, form, stop, made);

            if (row is null) db.Add(next);
            else db.Entry(row).CurrentValues.SetValues(next);
            trail.Note("Message types", type.Key == "" ? "Added" : "Changed", next.Label, $"{TicketTypeList.Path}/{next.Key}", Changes(type, made));
            return await SavedAsync(context, next.IsOffered ? "Saved. New tickets follow it; those that there are keep what they were opened with." : "Saved, and switched off: customers no longer find it in the list. Its tickets stay.", stop);
        }

        public async Task<Page<Model>> PageAsync(HttpContext context, MessageType type, Form? form, CancellationToken stop, MessageType? made = null)
        {
            var words = scope.Current.Wording;
            var shown = made ?? type;
            var edition = await db.OwnMessageTypes.AsNoTracking().Where(one => one.Key == type.Key).Select(one => (Guid?)one.Edition).SingleOrDefaultAsync(stop);
            var (on, at) = ContactLog.PromiseOf(shown.AnswerIn, shown.InHours, calendar, await BusinessDays.OfAsync(db, stop));
            return new("BackOffice/TicketTypes/TicketTypeEditor", type.Key == "" ? "New message type" : type.Label, new Model(
                type.Key == "" ? "New message type" : words.Word(type.Label), (form ?? Ask(Form.Fresh(context), type)).ToPage(type.Key == "" ? TicketTypeList.Path + "/new" : $"{TicketTypeList.Path}/{type.Key}", "Save"),
                form is null ? $"{edition}" : form["edition"], edition is not null && MessageTypes.Find(type.Key) is not null,
                words.Word(shown.Label), shown.Advice is { } advice ? $"{words.Word(advice.Title)}. {words.Word(advice.Text)}" : "", ContactForm.Preview(shown, words, calendar),
                $"Sent now, it would be answered by {ClockWords.By(on, at, words, calendar)}.", Links.To(TicketTypeList.Path)), frame: FrameKind.Office);
        }

        private static Form Ask(Form form, MessageType type) => form
            .Field(new FormField("label", "Name in the list") { Required = true, Maxlength = "80", Value = type.Label, Hint = "As customers choose it." })
            .Field(new FormField("group", "Group") { Required = true, Maxlength = "60", Value = type.Group, Hint = "The heading that it stands under." })
            .Field(new FormField("subject", "Subject of the ticket") { Required = true, Maxlength = "80", Value = type.Subject })
            .Field(new FormField("answer-in", "Answer within") { Required = true, Maxlength = "3", Inputmode = "numeric", Value = type.AnswerIn.ToString(CultureInfo.InvariantCulture), Hint = "0 days are the same day." })
            .Field(new FormField("clock", "Counted in", "select") { Required = true, Value = type.InHours ? Hours : Days, Options = [new(Days, "Business days, Monday to Friday"), new(Hours, "Business hours, while you are open")], Hint = "Opening hours and public holidays stand under Inbox, Hours and holidays." })
            .Field(new FormField("priority", "Priority", "select") { Required = true, Value = type.Priority.ToString(), Options = [.. Enum.GetNames<ContactPriority>().Select(name => new Choice(name, name))] })
            .Field(new FormField("questions", "Questions", "textarea") { Rows = "8", Maxlength = "8000", Value = QuestionText.Write(type.Questions), Hint = "A line each: Label | kind | required or optional | hint, or the choices with semicolons between. Kinds: " + QuestionText.Kinds + ". Every form also has the message and files." })
            .Field(new FormField("advice-title", "Advice above the form: title") { Maxlength = "80", Value = type.Advice?.Title ?? "" })
            .Field(new FormField("advice-text", "Advice: text", "textarea") { Rows = "3", Maxlength = "600", Value = type.Advice?.Text ?? "" })
            .Field(new FormField("statement", "Asks which statement it is about", "checkbox") { Value = Ticked(type.AsksStatement) })
            .Field(new FormField("request", "It is a request, which can be withdrawn", "checkbox") { Value = Ticked(type.IsRequest) })
            .Field(new FormField("restricted", "Only trained people see its tickets", "checkbox") { Value = Ticked(type.IsRestricted), Options = YesOrNo, Locked = type.IsPrivate })
            .Field(new FormField("offered", "Customers can choose it", "checkbox") { Value = Ticked(type.IsOffered || type.Key == ""), Options = YesOrNo, Locked = type.Key == MessageTypes.FinalRead });

        /// <summary>
        /// An answer keeps its name while its question keeps its label, or at least its line and its kind: the complaint register goes by that. What makes a
        /// ticket urgent goes by the label alone: another question in its line must not.
        /// </summary>
        private static List<string> NamesFor(string text, MessageType type)
        {
            var (lines, _) = QuestionText.Read(text, []);
            var left = type.Questions.ToList();
            var names = lines.Select(line => left.Find(was => was.Field.Label == line.Field.Label) is { } same && left.Remove(same) ? same.Field.Name : "").ToList();
            for (var at = 0; at < names.Count && at < type.Questions.Count; at++)
                if (names[at] == "" && type.Questions[at] is var was && was.Field.Name != MessageTypes.Urgent && was.Field.Type == lines[at].Field.Type && left.Remove(was)) names[at] = was.Field.Name;
            return names;
        }

        private static AuditText Changes(MessageType old, MessageType now) => AuditTrail.Changes(
            ("Name", old.Label, now.Label), ("Group", old.Group, now.Group), ("Subject", old.Subject, now.Subject), ("Answer within", Clock(old), Clock(now)), ("Priority", $"{old.Priority}", $"{now.Priority}"),
            ("Questions", QuestionText.Write(old.Questions), QuestionText.Write(now.Questions)), ("Advice", $"{old.Advice?.Title} {old.Advice?.Text}".Trim(), $"{now.Advice?.Title} {now.Advice?.Text}".Trim()),
            ("Asks for a statement", $"{old.AsksStatement}", $"{now.AsksStatement}"), ("Request", $"{old.IsRequest}", $"{now.IsRequest}"), ("Trained people only", $"{old.IsRestricted}", $"{now.IsRestricted}"), ("Offered", $"{old.IsOffered}", $"{now.IsOffered}"));

        private static string Clock(MessageType type) => $"{type.AnswerIn} {(type.InHours ? "business hours" : "business days")}";

        // How a box is shown that cannot be ticked here.
        private static IReadOnlyList<Choice> YesOrNo => [new("true", "Yes"), new("", "No")];

        private static string Ticked(bool yes) => yes ? "true" : "";

        private async Task<IResult> SavedAsync(HttpContext context, string text, CancellationToken stop)
        {
            try
            {
                await db.SaveChangesAsync(stop);
                notices.Put(context, "good", text);
            }
            catch (DbUpdateException)
            {
                notices.Put(context, "bad", "Somebody else changed this type at the same moment. Look at it, and make your change again.");
            }
            return TypedResults.LocalRedirect(Links.To(TicketTypeList.Path));
        }
    }

    internal sealed record Model(
        string Title, FormPage Form, string Edition, bool CanReset, string Label, string Advice, IReadOnlyList<FormField> Preview, string Promise, string BackHref);
}
