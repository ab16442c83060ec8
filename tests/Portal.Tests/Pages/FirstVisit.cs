using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrchardCore.Portal.Demo;
using OrchardCore.Portal.Tests.BackOffice;
using OrchardCore.Portal.Tests.Importing;

namespace OrchardCore.Portal.Tests.Pages;

/// <summary>What a browser fetches that was never here: the page, and all that the page and its styles ask for, as it goes over the line.</summary>
public sealed partial class FirstVisit
{
    // What is promised of all together; and of styles, scripts, fonts and pictures what they came to when this was written, with little room: they grow unseen.
    private const int Most = 120 * 1024, MostOfFiles = 72 * 1024;

    private static readonly string[] Open = ["/sign-in", "/activate", "/forgot-password", "/help", "/pay/guest"];
    private static readonly string[] Signed = ["/", "/services", "/charges", "/statements", "/transactions", "/usage", "/usage/cost", "/usage/readings", "/usage/alerts", "/account", "/settings", "/contact", "/pay"];
    private static readonly string[] Office =
    [
        "/admin", "/admin/inbox", "/admin/complaints", "/admin/customers", "/admin/changes", "/admin/payments", "/admin/imports", "/admin/imports/columns", "/admin/answers", "/admin/branding", "/admin/templates",
        "/admin/mail", "/admin/people", "/admin/audit", "/admin/holidays", "/admin/ticket-types",
    ];

    [Theory]
    [InlineData("lumen", "20417781")]
    [InlineData("tidewater", "70110234")]
    public async Task Weighs_no_more_than_promised_on_any_screen(string retailer, string account)
    {
        await using var portal = await PortalApp.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(portal.DataFolder, "demo")).FullName;
        DemoFiles.Write(retailer, folder, new DateOnly(2026, 11, 22));
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))   // the zip before the e-bills that build on it
        {
            var told = await portal.HandInAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file), retailer: retailer);
            Assert.True(told.State == "Applied", $"{file}: {told.State} {string.Join("; ", told.Problems)}");
        }
        var customer = await portal.SignedInAsync(retailer, "priya@home.example", account);
        var admin = await OfficePeople.SignedInAsync(portal, retailer, "administrator");

        foreach (var (visitor, paths) in new[] { (portal.Visit(retailer), Open), (customer, Signed), (admin, Office) })
            foreach (var path in paths)
            {
                var (page, files) = await WeighAsync(visitor, path);
                Assert.True(files.Values.Sum() <= MostOfFiles, $"{retailer}{path}: {string.Join(", ", files)}");
                Assert.True(page + files.Values.Sum() <= Most, $"{retailer}{path}: {page} for the page, and {string.Join(", ", files)}");
                Assert.Equal(2, files.Keys.Count(file => file.EndsWith(".css", StringComparison.Ordinal) && file.Contains("/_assets/", StringComparison.Ordinal)));
                Assert.Contains(files.Keys, file => file.EndsWith("/inter.woff2", StringComparison.Ordinal));
            }
    }

    [Fact]
    public async Task Files_of_a_build_are_kept_for_ever_and_travel_as_small_as_the_browser_takes_them()
    {
        await using var portal = await PortalApp.StartAsync();
        var visitor = portal.Visit();
        var style = Wanted(await visitor.ReadAsync("/sign-in")).Single(file => file.EndsWith("/portal.css", StringComparison.Ordinal));
        var sizes = new Dictionary<string, int>();
        foreach (var (takes, sent) in new[] { ("gzip, deflate, br, zstd", "br"), ("gzip, br;q=0", "gzip"), ("identity", "") })
        {
            using var answer = await AskAsync(visitor, style, takes);
            Assert.Equal(sent, string.Join(',', answer.Content.Headers.ContentEncoding));
            Assert.Equal(("public, max-age=31536000, immutable", "Accept-Encoding"), (answer.Headers.CacheControl!.ToString(), answer.Headers.Vary.ToString()));
            sizes[sent] = (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        Assert.True(sizes["br"] < sizes["gzip"] && sizes["gzip"] * 4 < sizes[""]);
    }

    /// <returns>Bytes of the page (and of a page in a frame of it), and of each file.</returns>
    private static async Task<(int Page, Dictionary<string, int> Files)> WeighAsync(Visitor visitor, string path)
    {
        var (html, page) = await FetchAsync(visitor, path);
        foreach (Match frame in Frame().Matches(html))
        {
            var (inner, more) = await FetchAsync(visitor, WebUtility.HtmlDecode(frame.Groups[1].Value));
            (html, page) = (html + inner, page + more);
        }
        var files = new Dictionary<string, int>();
        var styles = "";
        foreach (var file in Wanted(html))
        {
            (var text, files[file]) = await FetchAsync(visitor, file);
            if (!file.Contains(".css", StringComparison.Ordinal)) continue;
            styles += Face().Replace(text, face => face.Value.Replace("url(fonts/", $"url({file[..(file.LastIndexOf('/') + 1)]}fonts/", StringComparison.Ordinal).Replace("url(\"fonts/", $"url(\"{file[..(file.LastIndexOf('/') + 1)]}fonts/", StringComparison.Ordinal));
        }
        foreach (Match face in Face().Matches(styles))
            if (IsNeeded(face.Value, styles, WebUtility.HtmlDecode(html)))
                files[FontFile().Match(face.Value).Groups[1].Value] = (await FetchAsync(visitor, FontFile().Match(face.Value).Groups[1].Value)).Bytes;
        return (page, files);
    }

    /// <summary>What a page asks for by itself: styles, scripts, pictures, its icon, and the drawings that it uses.</summary>
    private static HashSet<string> Wanted(string html) =>
        [.. FileInPage().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value).Split('#')[0]).Where(file => file != "" && !file.StartsWith("data:", StringComparison.Ordinal))];

    /// <summary>A font is fetched where the brand names its family, and the page has a letter of its.</summary>
    private static bool IsNeeded(string face, string styles, string html) =>
        BrandFont().Matches(styles).Any(font => Regex.IsMatch(face, "font-family:\\s*\"?" + Regex.Escape(font.Groups[1].Value) + "[\";]"))
        && Span().Matches(Spans().Match(face).Groups[1].Value).Any(span =>
        {
            var first = int.Parse(span.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var last = span.Groups[2].Success ? int.Parse(span.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : first;
            return html.Any(letter => letter >= first && letter <= last);
        });

    private static async Task<(string Text, int Bytes)> FetchAsync(Visitor visitor, string path)
    {
        using var answer = await AskAsync(visitor, path, "gzip, deflate, br, zstd");
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (await CompressingPages.TextAsync(bytes, answer.Content.Headers.ContentEncoding.SingleOrDefault()), bytes.Length);
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string path, string takes) => CompressingPages.AskAsync(visitor, path, takes);

    [GeneratedRegex("""(?:<link rel="(?:stylesheet|icon)" href|<script[^>]* src|<img[^>]* src|<use href)="([^"]*)""")] private static partial Regex FileInPage();
    [GeneratedRegex("""<iframe[^>]* src="([^"]*)""")] private static partial Regex Frame();
    [GeneratedRegex("@font-face ?{[^}]*}")] private static partial Regex Face();
    [GeneratedRegex("""url\("?([^")]*)""")] private static partial Regex FontFile();
    [GeneratedRegex("--(?:font|display):\"([^\"]*)\"")] private static partial Regex BrandFont();
    [GeneratedRegex("unicode-range:([^;}]*)")] private static partial Regex Spans();
    [GeneratedRegex("U\\+([0-9A-F]+)(?:-([0-9A-F]+))?", RegexOptions.IgnoreCase)] private static partial Regex Span();
}
