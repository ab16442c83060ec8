using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;

namespace OrchardCore.Portal.Tests.Branding;

/// <summary>An editor drafts, looks, publishes and goes back; what must not get in does not.</summary>
public sealed partial class EditingTheBrand
{
    private const string Page = "/admin/branding";

    [Fact]
    public async Task A_draft_shows_in_the_preview_and_reaches_customers_when_it_is_published()
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);

        await SendAsync(editor, "save", ("name", "Solstice Power"), ("colour", "#7a1fa2"), ("document", "Invoice"), ("words", "Charges = What you used"), ("shown/charges", "true"));
        Assert.Contains("Solstice Power", await editor.ReadAsync(Page + "/preview"));
        Assert.Contains("--brand:#7a1fa2", await editor.ReadAsync(Page + "/preview.css"));
        Assert.Contains("Lumen Energy", await portal.Visit().ReadAsync("/sign-in"));

        await SendAsync(editor, "publish", ("name", "Solstice Power"), ("colour", "#7a1fa2"), ("document", "Invoice"));
        var customer = await portal.SignedInAsync("lumen", "owner@home.example", "1001");
        var page = await customer.ReadAsync("/statements");
        Assert.Contains("Solstice Power", page);
        Assert.Contains(">Invoices<", page);
        Assert.DoesNotContain("Solstice Power", await portal.Visit("tidewater").ReadAsync("/sign-in"));
        Assert.Equal(["Published", "Saved a draft"], await portal.ReadAsync("lumen", db => db.Set<AuditEntry>().Where(entry => entry.Area == "Branding").Select(entry => entry.Action).Distinct().OrderBy(action => action).ToListAsync()));

        Assert.Contains("Somebody else published", await editor.FollowAsync(await editor.SendAsync(Page, [("seen", "1")], Page + "/back/1")));
        using var back = await editor.SendAsync(Page, [("seen", "2")], Page + "/back/1");
        Assert.Contains("Lumen Energy", await portal.Visit().ReadAsync("/sign-in"));
    }

    [Fact]
    public async Task A_colour_on_which_white_cannot_be_read_is_not_published_and_the_nearest_that_passes_is_offered()
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);

        var refused = await TextAsync(await SendAsync(editor, "publish", ("colour", "#ffcc33")));
        Assert.Contains("contrast of 1.5 to 1", refused);
        var nearest = Offered().Match(refused).Groups[1].Value;
        Assert.InRange(Contrast.WithWhite(nearest), Contrast.OfText, 4.8);

        await SendAsync(editor, "nearest", ("colour", "#ffcc33"));
        Assert.Contains($"--brand:{nearest}", await editor.ReadAsync(Page + "/preview.css"));
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(editor, "publish", ("colour", nearest))).StatusCode);
    }

    [Theory]
    [InlineData("colour", "red", "six hexadecimal digits")]
    [InlineData("colour", "#12345\"", "six hexadecimal digits")]
    [InlineData("links", "Privacy | javascript:alert(1)", "Line 1")]
    [InlineData("links", "Help | /help\nEvil | //evil.example", "Line 2")]
    [InlineData("words", "no equals sign", "Line 1")]
    [InlineData("font", "Comic Sans", "Choose one of the offered")]
    [InlineData("radius", "12px;}", "Choose one of the offered")]
    public async Task What_cannot_be_used_is_refused_in_words_and_keeps_what_was_typed(string field, string value, string said)
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);

        var answer = await TextAsync(await SendAsync(editor, "save", ("name", "Kept name"), (field, value)));

        Assert.Contains(said, answer);
        Assert.Contains("Kept name", answer);
        Assert.Empty(await portal.ReadAsync("lumen", db => db.LookDrafts.ToListAsync()));
    }

    [Fact]
    public async Task A_logo_is_shown_and_an_svg_loses_all_that_is_not_drawing()
    {
        await using var portal = await PortalApp.StartAsync();
        var editor = await EditorAsync(portal);
        const string Hostile = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)"><script>alert(2)</script><style>@import url(//evil.example)</style>
            <foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(3)"/></foreignObject><image href="https://evil.example/x.png"/><a href="javascript:alert(4)"><path d="M1 1h1"/></a>
            <use xlink:href="https://evil.example/y.svg#a"/><rect width="9" height="9" fill="url(https://evil.example/z)" style="fill:url(//evil.example)"/><animate attributeName="href" to="javascript:alert(5)"/><circle id="ok" r="4" fill="#123456"/></svg>
            """;

        await SendFileAsync(editor, "logo", "logo.svg", Encoding.UTF8.GetBytes(Hostile), "publish");

        var href = LogoHref().Match(await portal.Visit().ReadAsync("/sign-in")).Groups[1].Value;
        using var answer = await portal.Visit().GetAsync(href);
        var svg = await answer.Content.ReadAsStringAsync();
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("#123456", svg);
        foreach (var gone in new[] { "script", "alert", "evil", "foreignObject", "onload", "style", "animate", "<a" }) Assert.DoesNotContain(gone, svg, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("logo.png", "MZ this is a program", "Expected a picture")]
    [InlineData("logo.svg", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>", "document types and entities are not taken")]
    [InlineData("logo.svg", "<svg><path/></svg>", "first element should be")]
    [InlineData("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", "not well-formed")]
    [InlineData("../../logo.html", "<html><script>alert(1)</script></html>", "Expected a picture")]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called(string name, string content, string said)
    {
        await using var portal = await PortalApp.StartAsync();
        Assert.Contains(said, await TextAsync(await SendFileAsync(await EditorAsync(portal), "logo", name, Encoding.UTF8.GetBytes(content), "save")));
    }

    [Fact]
    public void An_svg_keeps_the_colours_of_its_style_sheet_and_not_the_sheet()
    {
        var svg = Encoding.UTF8.GetString(SafeSvg.Clean("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>/* a */@import url(//evil.example);.cls-1,.cls-2{fill:#ff6600;behavior:url(#x)} .cls-2{stroke:#00aa11} .cls-3{fill:url(https://evil.example)} g:hover{fill:red}</style>
            <path class="cls-1" d="M0 0h1" fill="#000000"/><path class="cls-2" d="M1 1h1"/><path class="cls-3" d="M2 2h1"/><rect style="fill:#123456;position:fixed" width="1" height="1"/></svg>
            """u8.ToArray()));
        Assert.Contains("d=\"M0 0h1\" fill=\"#ff6600\"", svg);
        Assert.Contains("fill=\"#ff6600\" stroke=\"#00aa11\"", svg);
        Assert.Contains("fill=\"#123456\"", svg);
        foreach (var gone in new[] { "evil", "style", "class", "behavior", "position", "#000000", "hover" }) Assert.DoesNotContain(gone, svg, StringComparison.Ordinal);
    }

    [Fact]
    public void An_svg_wears_what_a_browser_would_show_and_is_written_once()
    {
        var svg = Encoding.UTF8.GetString(SafeSvg.Clean("""
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:serif="http://www.serif.com/" viewBox="0 0 9 9"><style>@media print { .a{fill:red} .b{fill:red} } .a{fill:#111111} .b{fill:#222222;stroke:#333333}</style>
            <path class="b a" id="p" serif:id="P" d="M0 0h1"/><use href="#p" xlink:href="#q"/><use xlink:href="#r"/></svg>
            """u8.ToArray()));
        Assert.Contains("<path id=\"p\" d=\"M0 0h1\" fill=\"#222222\" stroke=\"#333333\" />", svg);
        Assert.Contains("<use href=\"#p\" /><use href=\"#r\" />", svg);
    }

    public static TheoryData<string> Heavy() =>
    [
        "<style>" + string.Concat(Enumerable.Repeat(".a,", 5_000)) + ".b{" + string.Concat(Enumerable.Repeat("x:1;", 4_000)) + "}</style>" + string.Concat(Enumerable.Repeat("<g class=\"a\"/>", 20_000)),
        "<style>" + new string('/', 250_000) + string.Concat(Enumerable.Repeat("/*", 120_000)) + "</style>",
        "<style>.a{font-family:" + new string('x', 190) + ";fill:" + new string('y', 190) + "}</style>" + string.Concat(Enumerable.Repeat("<g class=\"a\"/>", 20_000)),
    ];

    [Theory, MemberData(nameof(Heavy))]
    public void A_small_svg_does_not_grow_without_end(string drawing)
    {
        var content = Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\">{drawing}</svg>");
        Assert.InRange(content.Length, 0, PictureUpload.MostBytes);
        try
        {
            Assert.InRange(SafeSvg.Clean(content).Length, 0, 2_000_000);
        }
        catch (FormatException fault)
        {
            Assert.Contains("style sheet", fault.Message);
        }
    }

    [Fact]
    public async Task A_png_that_is_broken_or_unpacks_to_something_else_is_refused()
    {
        var png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==");
        PngContent.Check(png);
        var broken = (byte[])[.. png];
        broken[45] ^= 1;
        Assert.Contains("check sum", Assert.Throws<FormatException>(() => PngContent.Check(broken)).Message);

        await using var portal = await PortalApp.StartAsync();
        Assert.Contains("A check sum in the PNG is wrong", await TextAsync(await SendFileAsync(await EditorAsync(portal), "logo", "logo.png", broken, "save")));
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told()
    {
        await using var portal = await PortalApp.StartAsync();
        var (first, second) = (await EditorAsync(portal), await EditorAsync(portal, "sam"));
        var opened = await second.ReadAsync(Page);

        await SendAsync(first, "save", ("name", "First was here"));
        var answer = await second.PostAsync(Page, Fields(opened, "publish", ("name", "Second wrote over it")));

        Assert.Contains("Somebody else saved the branding", await second.FollowAsync(answer));
        Assert.Contains("First was here", await second.ReadAsync(Page));
        Assert.Contains("Lumen Energy", await portal.Visit().ReadAsync("/sign-in"));
    }

    [Fact]
    public async Task A_draft_is_not_published_over_what_another_editor_went_back_to_meanwhile()
    {
        await using var portal = await PortalApp.StartAsync();
        var (first, second) = (await EditorAsync(portal), await EditorAsync(portal, "sam"));
        await SendAsync(first, "publish", ("name", "Solstice Power"));
        await SendAsync(second, "save", ("name", "A draft"));
        var opened = await second.ReadAsync(Page);
        await first.FollowAsync(await first.SendAsync(Page, [("seen", "2")], Page + "/back/1"));

        Assert.Contains("or published it, since you opened it", await second.FollowAsync(await second.PostAsync(Page, Fields(opened, "publish", ("name", "A draft")))));
        Assert.Contains("Lumen Energy", await portal.Visit().ReadAsync("/sign-in"));
        Assert.Equal(HttpStatusCode.Redirect, (await second.PostAsync(Page, Fields(await second.ReadAsync(Page), "publish", ("name", "A draft")))).StatusCode);
        Assert.Contains("A draft", await portal.Visit().ReadAsync("/sign-in"));
    }

    private static async Task<Visitor> EditorAsync(PortalApp portal, string who = "kim")
    {
        await portal.AddSignInAsync("lumen", $"{who}@lumen.example", "editor");
        var editor = portal.Visit();
        await editor.SignInAsync($"{who}@lumen.example", PortalApp.Password);
        return editor;
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor editor, string does, params (string Name, string Value)[] changed) =>
        await editor.PostAsync(Page, Fields(await editor.ReadAsync(Page), does, changed));

    private static async Task<HttpResponseMessage> SendFileAsync(Visitor editor, string field, string name, byte[] content, string does)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (key, value) in Fields(await editor.ReadAsync(Page), does)) form.Add(new StringContent(value), key);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(file, field, name);
        return await editor.Client.PostAsync(new Uri("/lumen" + Page, UriKind.Relative), form);
    }

    private static List<(string, string)> Fields(string page, string does, params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Visitor.TokenIn(page),
            ["edition"] = Edition().Match(page).Groups[1].Value,
            ["seen"] = page.Split("name=\"seen\" value=\"")[1].Split('"')[0],
            ["does"] = does,
            ["name"] = "Lumen Energy",
            ["legal-name"] = "Lumen Energy Pty Ltd",
            ["colour"] = "#2446c8",
            ["accent"] = "#f2a33a",
            ["font"] = "Inter",
            ["display-font"] = "Inter",
            ["radius"] = "12",
            ["composition"] = "side",
            ["document"] = "Statement",
        };
        foreach (var (name, value) in changed) fields[name] = value;
        return [.. fields.Select(field => (field.Key, field.Value))];
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"edition\" value=\"([^\"]+)\"")] private static partial Regex Edition();
    [GeneratedRegex("nearest colour that passes is (#[0-9a-f]{6})")] private static partial Regex Offered();
    [GeneratedRegex("src=\"/lumen(/brand/files/[^\"]+)\"")] private static partial Regex LogoHref();
}
