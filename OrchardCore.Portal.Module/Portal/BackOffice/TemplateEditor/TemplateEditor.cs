using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>One template: written beside its preview and the members that it may use, checked with its lines, published, gone back from, reset. A mail is also sent as a test.</summary>
internal static class TemplateEditor
{
    private static readonly Limit Tests = new("template-tests", 20, TimeSpan.FromHours(1));

    public static void Map(IEndpointRouteBuilder portal)
    {
        const string One = TemplateList.Path + "/{slug}";
        portal.MapGet(One, (string slug, HttpContext context, Work work, CancellationToken stop) => work.ShowAsync(slug, context, stop)).ForOffice(Policies.EditBrand);
        portal.MapPost(One, (string slug, HttpContext context, Work work, CancellationToken stop) => work.TakeAsync(slug, context, stop)).ForOffice(Policies.EditBrand);
        portal.MapPost(One + "/back/{version:int}", (string slug, int version, HttpContext context, Work work, CancellationToken stop) => work.GoBackAsync(slug, version, context, stop)).ForOffice(Policies.EditBrand);
        portal.MapPost(One + "/test", (string slug, HttpContext context, Work work, CancellationToken stop) => work.SendTestAsync(slug, context, stop)).ForOffice(Policies.EditBrand).LimitedByPerson(Tests);
    }

    internal sealed class Work(PortalDb db, TemplateShelf shelf, Templates templates, Rehearsal rehearsal, IReadOnlyList<TemplateInfo> all, Mailer mailer, AuditTrail trail, Notices notices, RetailerScope scope, RetailerCalendar calendar)
    {
        public async Task<IResult> ShowAsync(string slug, HttpContext context, CancellationToken stop) => Find(slug) is not { } template ? TypedResults.NotFound() : await PageAsync(template, context, null, [], stop);

        public async Task<IResult> TakeAsync(string slug, HttpContext context, CancellationToken stop)
        {
            if (Find(slug) is not { } template) return TypedResults.NotFound();
            var form = await Form.SentAsync(context, stop);
            var (does, text, who) = (form["does"], TemplateCheck.Normal(form.Raw("text")).TrimEnd() + "\n", StaffMember.Of(context.User).Name);
            var edition = EditionIn(form);
            switch (does)
            {
                case "discard":
                    trail.Note("Templates", "Discarded the draft", template.Path, Address(template));
                    return await shelf.DiscardAsync(template.Path, edition, stop) ? Done(context, template, "good", "The draft is gone. The editor shows what customers see.") : Overtaken(context, template);
                case "reset":
                    trail.Note("Templates", "Reset", template.Path, Address(template));
                    return await shelf.ResetAsync(template.Path, edition, who, stop) ? Done(context, template, "good", "Customers see the portal's own again. Yours is kept below.") : Overtaken(context, template);
            }
            var faults = await FaultsAsync(template, text, context);
            var (bad, storable) = (faults.Any(fault => !fault.IsWarning), text.Length <= TemplateLimits.Length && !text.Contains('\0', StringComparison.Ordinal));
            if (does is not ("save" or "publish") || does == "publish" && bad || !storable) return await PageAsync(template, context, text, faults, stop, does == "check" && faults.Count == 0 ? "It is well: nothing to mend." : "");

            trail.Note("Templates", does == "save" ? "Saved a draft" : "Published", template.Path, Address(template));
            if (does == "save" ? await shelf.SaveAsync(template.Path, text, edition, who, stop) : await shelf.PublishAsync(template.Path, text, edition, who, stop))
                return Done(context, template, bad ? "warn" : "good", does == "publish" ? "Published. Customers see it from now on." : bad ? "The draft is saved. It cannot be published yet: see below." : "The draft is saved. The preview shows it; customers do not see it yet.");
            form.RefuseAll("Somebody else saved this template since you opened it. Yours stands here unsaved: open the page again in another tab, compare, and save what both want.");
            return await PageAsync(template, context, text, [new(1, 1, form.ToPage("", "").General[0].Text)], stop);
        }

        public async Task<IResult> GoBackAsync(string slug, int version, HttpContext context, CancellationToken stop)
        {
            if (Find(slug) is not { } template || (await shelf.HistoryAsync(template.Path, stop)).Find(one => one.Id == version) is not { Text: { } text }) return TypedResults.NotFound();
            // Into a draft, since what may be published can have changed since then; not over one that somebody else saved.
            var edition = EditionIn(await Form.SentAsync(context, stop));
            trail.Note("Templates", "Went back", template.Path, Address(template));
            return await shelf.SaveAsync(template.Path, text, edition, StaffMember.Of(context.User).Name, stop) ? Done(context, template, "good", "That version is the draft now. Look at it, and publish it.") : Overtaken(context, template);
        }

        public async Task<IResult> SendTestAsync(string slug, HttpContext context, CancellationToken stop)
        {
            if (Find(slug) is not { IsMail: true } template) return TypedResults.NotFound();
            if (StaffMember.Of(context.User).Email is not { Length: > 0 } to) return Done(context, template, "bad", "Your sign-in has no e-mail address to send to.");
            try
            {
                var letter = await rehearsal.LetterAsync(template, (await shelf.OpenAsync(template.Path, stop)).Text);
                mailer.Queue(template.Path, to, letter with { Subject = "Test: " + letter.Subject });
            }
            catch (TemplateFaultException fault)
            {
                return Done(context, template, "bad", $"Not sent: {fault.Message}");
            }
            trail.Note("Templates", "Sent a test", template.Path, Address(template));
            await db.SaveChangesAsync(stop);
            mailer.DeliverSoon();
            return Done(context, template, "good", $"A test with figures of nobody is on its way to {to}.");
        }

        private async Task<IReadOnlyList<TemplateFault>> FaultsAsync(TemplateInfo template, string text, HttpContext context)
        {
            var faults = templates.FaultsIn(scope.Current, template.Path, text, MemberList.RootsOf(template));
            if (faults.Any(fault => !fault.IsWarning)) return faults;
            try
            {
                await rehearsal.HtmlAsync(template, text, context);
                return faults;
            }
            catch (TemplateFaultException fault)
            {
                return [new(1, 1, $"Tried with figures of nobody, it fails: {fault.Message}"), .. faults];
            }
        }

        private async Task<IResult> PageAsync(TemplateInfo template, HttpContext context, string? typed, IReadOnlyList<TemplateFault> faults, CancellationToken stop, string said = "")
        {
            Guard.MayFrame(context);
            var open = await shelf.OpenAsync(template.Path, stop);
            var words = scope.Current.Wording;
            var (text, portals) = (typed ?? open.Text, templates.PortalsText(template.Path));
            if (typed is null && open.IsDraft) faults = await FaultsAsync(template, text, context);
            var lines = text.Split('\n');
            var (state, tone) = open switch { { IsDraft: true } => ($"Draft, saved by {open.SavedBy} on {words.ShortDate(calendar.DayOf(open.SavedAt!.Value))}", "warn"), { IsOwn: true } => ("Yours: customers see it", "good"), _ => ("The portal's own", "") };
            var form = Form.Fresh(context).ToPage(Address(template), "");
            var history = await shelf.HistoryAsync(template.Path, stop);
            string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
            return new Page<Model>("BackOffice/TemplateEditor/TemplateEditor", template.Title, new Model(template.Title, template.Use, template.Path, form, open.Edition.ToString(), text, string.Join('\n', Enumerable.Range(1, lines.Length + 1)), Number(lines.Length + 1),
                state, tone, open.IsDraft, open.IsOwn, template.IsMail, !typeof(IOneTimeLink).IsAssignableFrom(template.Page), said, Links.To(TemplateList.Path), Links.To(Address(template) + "/preview"), Links.To(Address(template) + "/test"),
                [.. faults.Take(50).Select(fault => new Fault(Number(fault.Line), Number(fault.Column), fault.Text, fault.IsWarning, fault.Line <= lines.Length ? lines[fault.Line - 1].Trim() is var line && line.Length > 160 ? line[..160] + "…" : line : ""))],
                MemberList.Of(template, rehearsal.Sample), TextDiff.Of(portals.TrimEnd(), text.TrimEnd()),
                [.. history.Select((version, at) => new Version(version.Text is null ? "The portal's own" : $"{Number(version.Text.Split('\n').Length)} lines", $"{words.ShortDate(calendar.DayOf(version.SavedAt))}, {version.SavedBy}", at == 0, version.Text is null ? "" : Links.To($"{Address(template)}/back/{version.Id}")))]), frame: FrameKind.Office);
        }

        private static Guid EditionIn(Form form) => Guid.TryParse(form["edition"], out var edition) ? edition : Guid.Empty;
        private TemplateInfo? Find(string slug) => all.FirstOrDefault(one => one.Slug == slug);
        private static string Address(TemplateInfo template) => $"{TemplateList.Path}/{template.Slug}";

        private RedirectHttpResult Overtaken(HttpContext context, TemplateInfo template) => Done(context, template, "bad", "Somebody else saved this template since you opened it. Here is theirs: look at it, then make your change again.");

        private RedirectHttpResult Done(HttpContext context, TemplateInfo template, string tone, string text)
        {
            notices.Put(context, tone, text.Length > 600 ? text[..600] + "…" : text);
            return TypedResults.LocalRedirect(Links.To(Address(template)));
        }
    }

    internal sealed record Model(
        string Title, string Use, string Path, FormPage Form, string Edition, string Text, string Numbers, string Rows, string State, string Tone, bool IsDraft, bool IsOwn, bool IsMail, bool TakesSubject, string Said, string BackHref, string PreviewHref, string TestAction,
        IReadOnlyList<Fault> Faults, IReadOnlyList<MemberList.Group> Members, IReadOnlyList<TextDiff.Line> Changes, IReadOnlyList<Version> Versions);
    internal sealed record Fault(string Line, string Column, string Text, bool IsWarning, string Source);
    internal sealed record Version(string Title, string Text, bool Current, string BackAction);
}
