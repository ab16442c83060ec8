using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Tests.BackOffice;

namespace OrchardCore.Portal.Tests.Branding;

/// <summary>An editor makes a template the retailer's own, sees it, publishes it and takes it back; what could hurt a customer does not get through.</summary>
public sealed partial class EditingTemplates(EditingTemplates.Open open) : IClassFixture<EditingTemplates.Open>
{
    private const string Help = "/admin/templates/Help.HelpList";

    public sealed class Open : IAsyncLifetime
    {
        internal PortalApp Portal { get; private set; } = null!;
        internal Visitor Editor { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Portal = await PortalApp.StartAsync();
            Editor = await OfficePeople.SignedInAsync(Portal, "lumen", "editor");
        }

        public async Task DisposeAsync() => await Portal.DisposeAsync();
    }

    [Fact]
    public async Task A_draft_is_seen_in_the_preview_published_to_customers_and_taken_back()
    {
        var (portal, editor) = (open.Portal, open.Editor);
        Assert.Contains("Help, an answer", await editor.ReadAsync("/admin/templates"));
        const string First = "<h1>{{ page.title }}</h1>\n<p>Written by us, for {{ brand.name }}.</p>";

        await SendAsync(editor, Help, "save", First);
        Assert.Contains("Written by us, for Lumen Energy.", await editor.ReadAsync(Help + "/preview"));
        Assert.DoesNotContain("Written by us", await portal.Visit().ReadAsync("/help"));
        Assert.Contains("<ins>+ &lt;p&gt;Written by us", await editor.ReadAsync(Help));

        await SendAsync(editor, Help, "publish", First);
        Assert.Contains("Written by us, for Lumen Energy.", await portal.Visit().ReadAsync("/help"));
        Assert.DoesNotContain("Written by us", await portal.Visit("tidewater").ReadAsync("/help"));
        Assert.Contains("Yours", await editor.ReadAsync("/admin/templates"));

        await SendAsync(editor, Help, "reset", First);
        Assert.DoesNotContain("Written by us", await portal.Visit().ReadAsync("/help"));
        var version = await portal.ReadAsync("lumen", db => db.Set<OwnTemplate>().Where(template => template.Path == "Help/HelpList" && template.Text != null).MaxAsync(template => template.Id));
        await SendAsync(editor, Help, "", null, $"{Help}/back/{version}");
        Assert.Contains("Written by us", await editor.ReadAsync(Help + "/preview"));
        Assert.Equal(["Published", "Reset", "Saved a draft", "Went back"], await portal.ReadAsync("lumen", db => db.Set<AuditEntry>().Where(entry => entry.Area == "Templates" && entry.Subject == "Help/HelpList").Select(entry => entry.Action).Distinct().OrderBy(action => action).ToListAsync()));
        await SendAsync(editor, Help, "discard", "");
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_after_a_publish_too_and_no_draft_of_a_colleague_is_lost()
    {
        const string Path = "/admin/templates/Help.HelpAnswer";
        var editor = open.Editor;
        async Task<string> ShownAsync() => WebUtility.HtmlDecode(Text().Match(await editor.ReadAsync(Path)).Groups[1].Value).Trim();

        var opened = await editor.ReadAsync(Path);   // by both, without a draft
        await SendAsync(editor, Path, "publish", "<h1>First</h1>");
        using var second = await SendAsync(editor, Path, "publish", "<h1>Second</h1>", opened: opened);
        Assert.Contains("Somebody else saved this template since you opened it.", await second.Content.ReadAsStringAsync());
        Assert.Equal("<h1>First</h1>", await ShownAsync());

        opened = await editor.ReadAsync(Path);
        await SendAsync(editor, Path, "save", "<h1>A colleague's</h1>");
        var version = await open.Portal.ReadAsync("lumen", db => db.Set<OwnTemplate>().Where(template => template.Path == "Help/HelpAnswer").MaxAsync(template => template.Id));
        await SendAsync(editor, Path, "", null, $"{Path}/back/{version}", opened);
        Assert.Equal("<h1>A colleague's</h1>", await ShownAsync());

        await SendAsync(editor, Path, "reset", "");
        await SendAsync(editor, Path, "save", "<h1>Third</h1>", opened: opened);
        Assert.DoesNotContain("Third", await ShownAsync());
    }

    [Fact]
    public async Task A_mail_with_a_link_that_works_once_keeps_the_portals_subject()
    {
        const string Path = "/admin/templates/SignIn.Passwords.ResetMail";
        Assert.DoesNotContain("capture subject", await open.Editor.ReadAsync(Path));
        await SendAsync(open.Editor, Path, "save", "{% capture subject %}{{ page.href }}{% endcapture %}<p>{{ page.name }}</p>");
        using var sent = await open.Editor.SendAsync(Path, [], Path + "/test");
        var mail = await open.Portal.ReadAsync("lumen", db => db.Set<MailMessage>().SingleAsync(mail => mail.Kind == "SignIn/Passwords/ResetMail"));
        Assert.Equal("Test: Choose a new password", mail.Subject);
        await SendAsync(open.Editor, Path, "discard", "");
    }

    [Theory]
    [InlineData("<a href=\"\uFFFC\">x</a>", "Line 1, column 10", "U+FFFC")]
    [InlineData("one\n<script>alert(1)</script>", "Line 2, column 1", "<script> is not taken")]
    [InlineData("{% if page.title %}\nx", "Line 1, column 1", "{% if %} is not closed")]
    [InlineData("{% for i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endfor %}", "Line 1, column 1", "steps")]
    [InlineData("a\u202Eb", "Line 1, column 2", "cannot be seen")]
    public async Task What_is_refused_is_said_with_its_line_and_what_was_typed_stays(string text, string where, string said)
    {
        var answer = await SendAsync(open.Editor, "/admin/templates/Statements.StatementDetail", "publish", text);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(where, page);
        Assert.Contains(said, page);
        Assert.Contains(text, page);
        Assert.Empty(await open.Portal.ReadAsync("lumen", db => db.Set<OwnTemplate>().Where(template => template.Path == "Statements/StatementDetail").ToListAsync()));
    }

    [Fact]
    public async Task A_draft_with_faults_is_kept_and_its_preview_says_them_without_running_it()
    {
        const string Path = "/admin/templates/Pages.Fault";
        await SendAsync(open.Editor, Path, "save", string.Concat(Enumerable.Repeat("{% if a %}", 6_000)));
        Assert.Contains("The template fails", await open.Editor.ReadAsync(Path + "/preview"));
        Assert.Contains("more than 20 deep", await open.Editor.ReadAsync(Path));
        await SendAsync(open.Editor, Path, "discard", "");
    }

    [Fact]
    public async Task A_null_character_is_a_bad_request_and_no_failure()
    {
        using var answer = await SendAsync(open.Editor, Help, "save", "a\0b");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_member_that_is_not_there_is_warned_of()
    {
        var page = WebUtility.HtmlDecode(await (await SendAsync(open.Editor, Help, "check", "<p>{{ page.titel }}</p>")).Content.ReadAsStringAsync());
        Assert.Contains("“page.titel” is not among page.title,", page);
        Assert.Contains("page.topics", page);
    }

    [Fact]
    public async Task A_published_template_that_does_not_end_shows_customers_the_portals_own_and_the_retailer_is_told()
    {
        var portal = open.Portal;
        await portal.AddAsync("tidewater", new OwnTemplate { Path = "Help/HelpList", Text = "{% for i in (1..5000) %}{% for j in (1..5000) %}{% endfor %}{% endfor %}", SavedAt = default, SavedBy = "Nobody" });
        await portal.InAsync("tidewater", scope =>
        {
            scope.GetRequiredService<IRetailerLooks>().Changed("tidewater");
            return Task.CompletedTask;
        });

        Assert.Contains("<h1", await portal.Visit("tidewater").ReadAsync("/help"));
        var editor = await OfficePeople.SignedInAsync(portal, "tidewater", "editor");
        Assert.Contains("it takes more than 600,000 steps", await editor.ReadAsync("/admin/templates"));
    }

    [Fact]
    public async Task What_was_written_into_the_database_by_another_way_is_looked_at_before_a_customer_sees_it()
    {
        var portal = open.Portal;
        await portal.AddAsync("tidewater",
            new OwnTemplate { Path = "SignIn/Card", Text = "<script>alert(1)</script>", SavedAt = default, SavedBy = "Nobody" },
            new OwnTemplate { Path = "Frame/Brand", Text = string.Concat(Enumerable.Repeat("{% if a %}", 100_000)), SavedAt = default, SavedBy = "Nobody" });
        await portal.InAsync("tidewater", scope =>
        {
            scope.GetRequiredService<IRetailerLooks>().Changed("tidewater");
            return Task.CompletedTask;
        });

        Assert.DoesNotContain("alert(1)", await portal.Visit("tidewater").ReadAsync("/sign-in"));
    }

    [Fact]
    public async Task Every_template_has_an_editor_without_warnings_and_a_preview_with_figures_of_nobody()
    {
        List<string> wrong = [];
        foreach (var template in TemplatesShown.All)
        {
            if ((await open.Editor.ReadAsync($"/admin/templates/{template.Slug}/preview")).Contains("The template fails", StringComparison.Ordinal)) wrong.Add($"{template.Path}: preview");
            var checkedPage = WebUtility.HtmlDecode(await (await SendAsync(open.Editor, $"/admin/templates/{template.Slug}", "check", null)).Content.ReadAsStringAsync());
            if (!checkedPage.Contains("nothing to mend", StringComparison.Ordinal)) wrong.Add($"{template.Path}: {string.Join(" ", Found().Matches(checkedPage).Select(match => match.Groups[1].Value))}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_mail_gets_another_subject_and_is_sent_as_a_test_to_whoever_asked()
    {
        const string Path = "/admin/templates/SignIn.Passwords.PasswordChangedMail";
        await SendAsync(open.Editor, Path, "save", "{% capture subject %}Changed at\n {{ mail.brand }} & you{% endcapture %}<p style=\"color:#123456\">Dear {{ page.name }}</p>");
        using var preview = await open.Editor.GetAsync(Path + "/preview");
        Assert.Contains("sandbox", preview.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("Dear Alex Sample", await preview.Content.ReadAsStringAsync());

        using var sent = await open.Editor.SendAsync(Path, [], Path + "/test");
        var mail = await open.Portal.ReadAsync("lumen", db => db.Set<MailMessage>().SingleAsync(mail => mail.Kind == "SignIn/Passwords/PasswordChangedMail"));
        Assert.Equal(("editor@lumen.example", "Test: Changed at Lumen Energy & you"), (mail.To, mail.Subject));
        await SendAsync(open.Editor, Path, "discard", "");
    }

    [Fact]
    public async Task Who_edits_no_brand_sees_no_templates_and_what_is_no_template_is_not_found()
    {
        var agent = await OfficePeople.SignedInAsync(open.Portal, "lumen", "agent");
        using var refused = await agent.GetAsync("/admin/templates");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        foreach (var name in new[] { "BackOffice.Audit.AuditList", "..%2F..%2Fetc%2Fpasswd", "Frame.Head", "x" })
        {
            using var missing = await open.Editor.GetAsync("/admin/templates/" + name);
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor editor, string path, string does, string? text, string? action = null, string? opened = null)
    {
        var page = opened ?? await editor.ReadAsync(path);
        return await editor.PostAsync(action ?? path, ("__RequestVerificationToken", Visitor.TokenIn(page)), ("edition", Edition().Match(page).Groups[1].Value), ("does", does), ("text", text ?? WebUtility.HtmlDecode(Text().Match(page).Groups[1].Value)));
    }

    [GeneratedRegex("name=\"edition\" value=\"([^\"]+)\"")] private static partial Regex Edition();
    [GeneratedRegex("<textarea[^>]*>\\n(.*?)</textarea>", RegexOptions.Singleline)] private static partial Regex Text();
    [GeneratedRegex("<p><a href=\"#field-text\"[^>]*>(.*?)</p>", RegexOptions.Singleline)] private static partial Regex Found();
}
