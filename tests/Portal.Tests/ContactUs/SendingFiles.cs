using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tests.BackOffice;
using OrchardCore.Portal.Tests.SignIn;
using Inbox = OrchardCore.Portal.Tests.BackOffice.Inbox;

namespace OrchardCore.Portal.Tests.ContactUs;

/// <summary>Files both ways: what a file is, its content says; who may have it, the ticket says; and it is only ever saved, not shown.</summary>
public sealed partial class SendingFiles
{
    private static readonly byte[] Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Files_go_both_ways_stand_under_their_message_and_are_named_but_not_carried_by_mail()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");
        var sam = await portal.StaffAsync();

        var thread = await priya.FollowAsync(await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "Here is my bill.")], ("bill.pdf", Pdf)));
        var (name, href) = Assert.Single(FilesIn(thread));
        var got = await priya.GetAsync(href);
        Assert.Equal("bill.pdf", name);
        Assert.Equal(Pdf, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", "attachment", "nosniff"), (got.Content.Headers.ContentType!.MediaType, got.Content.Headers.ContentDisposition!.DispositionType, got.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("sandbox", got.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("no-store", got.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        await SendAsync(priya, Inbox.Thread, Inbox.Thread + "/reply", [("message", "And the meter.")], ("meter.png", Png), ("readings.csv", "day,kWh\n2026-11-01,4.2\n"u8.ToArray()));
        var office = await sam.ReadAsync(Inbox.Ticket);
        Assert.Equal(["bill.pdf", "meter.png", "readings.csv.txt"], FilesIn(office).Select(file => file.Name));
        Assert.Equal(Pdf, await (await sam.GetAsync(FilesIn(office)[0].Href)).Content.ReadAsByteArrayAsync());
        await SendAsync(sam, Inbox.Ticket, Inbox.Ticket + "/answer", [("seen", $"{Inbox.SeenIn(office)}"), ("kind", "answer"), ("message", "See the picture."), ("then", "")], ("answer.png", Png));
        await SendAsync(sam, Inbox.Ticket, Inbox.Ticket + "/answer", [("seen", $"{Inbox.SeenIn(await sam.ReadAsync(Inbox.Ticket))}"), ("kind", "note"), ("message", "For us."), ("then", "")], ("inside.pdf", Pdf));

        thread = await priya.ReadAsync(Inbox.Thread);
        Assert.Equal(["bill.pdf", "meter.png", "readings.csv.txt", "answer.png"], FilesIn(thread).Select(file => file.Name));
        var inside = FilesIn(await sam.ReadAsync(Inbox.Ticket)).Single(file => file.Name == "inside.pdf").Href.Replace("/admin/inbox/", "/contact/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync(inside)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync(href)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Visit().GetAsync(href)).StatusCode);

        // Several at once stand in the order in which they were chosen.
        await SendAsync(priya, Inbox.Thread, Inbox.Thread + "/reply", [("message", "All of them.")], [.. new[] { "e", "b", "d", "a", "c" }.Select(one => ($"{one}.pdf", Pdf))]);
        Assert.Equal(["e.pdf", "b.pdf", "d.pdf", "a.pdf", "c.pdf"], FilesIn(await priya.ReadAsync(Inbox.Thread)).Select(file => file.Name).TakeLast(5));

        var mail = Assert.Single(await portal.MailsAsync("lumen", "AnswerMail"));
        Assert.Contains("1 file: sign in to see it.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("answer.png", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(mail.Attachments);
    }

    [Fact]
    public async Task Another_retailers_staff_and_a_private_tickets_outsiders_find_no_file()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var partner = await portal.SignedInAsync("lumen", "partner@home.example", "1001");
        await SendAsync(priya, "/contact?type=safe-account", "/contact", [("type", "safe-account"), ("message", "Please."), ("channel", "0491 570 006"), ("times", "Noon")], ("order.pdf", Pdf));
        var href = Assert.Single(FilesIn(await priya.ReadAsync(Inbox.Thread))).Href;
        var office = href.Replace("/contact/", "/admin/inbox/", StringComparison.Ordinal);
        var sam = await portal.StaffAsync();
        var grace = await portal.StaffAsync("trained-support", "grace@lumen.example");
        var abroad = await portal.StaffAsync(email: "sue@tidewater.example", retailer: "tidewater");

        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync(href)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sam.GetAsync(office)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await grace.GetAsync(office)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.GetAsync(office.Replace("/lumen", "/tidewater", StringComparison.Ordinal))).StatusCode);
    }

    private static readonly (string Name, byte[] Content, string Fault)[] Hostile =
    [
        ("bill.pdf", "<html><script>alert(1)</script></html>"u8.ToArray(), "expected PDF, PNG"),
        ("bill.txt", "\n <!DOCTYPE html><body onload=alert(1)>"u8.ToArray(), "expected PDF, PNG"),
        ("logo.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "expected PDF, PNG"),
        ("logo.svg", "just words"u8.ToArray(), "expected PDF, PNG"),
        ("bomb.pdf", Zip(), "expected PDF, PNG"),
        ("half.pdf", [.. "%PDF-1.7\n"u8, .. new byte[4000]], "does not end like one"),
        ("half.png", Png[..40], "it is broken"),
        ("wide.png", Wide(), "the picture is 100000 by 1 pixels"),
        ("photo.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0], "send the photo as JPEG"),
        ("tool.exe", "MZ\0\0"u8.ToArray(), "expected PDF, PNG"),
        ("nothing.pdf", [], "it is empty"),
        ("large.pdf", [.. "%PDF-1.7\n"u8, .. new byte[8_000_000], .. "%%EOF"u8], "8 MB is the most"),
    ];

    [Fact]
    public async Task What_a_file_is_its_content_says_and_what_was_typed_is_kept()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        foreach (var (name, content, fault) in Hostile)
        {
            using var answer = await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "Typed with care.")], (name, content));
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(page.Contains(fault, StringComparison.Ordinal) && page.Contains(name, StringComparison.Ordinal), $"{name}: {fault}: {(int)answer.StatusCode}");
            Assert.Contains("Typed with care.</textarea>", page, StringComparison.Ordinal);
        }

        var crowd = await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "Typed with care.")], [.. Enumerable.Range(0, 100).Select(number => ($"{number}.pdf", Pdf))]);
        Assert.Contains("100 files were chosen, and 5 go with one message", await crowd.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var silent = await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "")], ("bill.pdf", Pdf));
        Assert.Contains("choose your files again", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
        Assert.Empty(Stored(portal));
    }

    [Fact]
    public async Task A_request_that_says_it_is_too_large_is_refused_unread_and_a_day_and_a_ticket_have_their_measure()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Attachments:MaxTicketBytes"] = "250", ["Portal:Attachments:MaxAccountBytesADay"] = "400" });
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        using var huge = new HttpRequestMessage(HttpMethod.Post, "/lumen/contact") { Content = new Endless(42_000_000) };   // five files of 8 MB, which are promised, are less
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await priya.Client.SendAsync(huge)).StatusCode);
        using var most = new HttpRequestMessage(HttpMethod.Post, "/lumen/contact") { Content = new Endless(40_500_000) };
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, (await priya.Client.SendAsync(most)).StatusCode);

        async Task<string> AddAsync(byte[] file, string page = Inbox.Thread)
        {
            var answer = await SendAsync(priya, page, page == Inbox.Thread ? page + "/reply" : "/contact", [("type", "general"), ("message", "One more.")], ("a.pdf", file));
            return answer.StatusCode == HttpStatusCode.Redirect ? "taken" : await answer.Content.ReadAsStringAsync();
        }
        var hundred = (byte[])[.. "%PDF-1.4\n"u8, .. Enumerable.Repeat((byte)' ', 86), .. "%%EOF"u8];
        Assert.Equal("taken", await AddAsync(hundred, "/contact?type=general"));
        Assert.Equal("taken", await AddAsync(hundred));
        Assert.Contains("All files of one ticket may come to 1 KB", await AddAsync(hundred), StringComparison.Ordinal);
        Assert.Equal("taken", await AddAsync(hundred, "/contact?type=general"));
        Assert.Equal("taken", await AddAsync(hundred, "/contact?type=general"));
        Assert.Contains("in 24 hours", await AddAsync(hundred, "/contact?type=general"), StringComparison.Ordinal);
        Assert.Equal(4, Stored(portal).Length);
    }

    [Fact]
    public async Task What_is_promised_is_taken_whatever_the_hosts_own_limit_of_forms()
    {
        await using var portal = await PortalApp.StartAsync(replace: services => services.Configure<FormOptions>(forms => forms.MultipartBodyLengthLimit = 10_000));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var large = (byte[])[.. "%PDF-1.4\n"u8, .. Enumerable.Repeat((byte)' ', 20_000), .. "%%EOF"u8];

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "My bill.")], ("bill.pdf", large))).StatusCode);
    }

    [Fact]
    public async Task A_photo_loses_its_place_keeps_which_way_is_up_and_a_second_file_behind_its_end_is_cut()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var exif = (byte[])[.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "GPS -33.8688 151.2093"u8];
        var jpeg = (byte[])[0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0xFF, 0, 0x7F, 0xFF, 0xD9, .. Zip()];

        var thread = await priya.FollowAsync(await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "My meter.")], ("meter.jpeg", jpeg), ("two.png", [.. Png, .. "<script>alert(1)</script>"u8])));
        var files = FilesIn(thread);
        var kept = await (await priya.GetAsync(files[0].Href)).Content.ReadAsByteArrayAsync();

        Assert.Equal(["meter.jpg", "two.png"], files.Select(file => file.Name));
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("PK", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.Contains("Exif\0\0MM", Encoding.Latin1.GetString(kept), StringComparison.Ordinal);
        Assert.True(kept.AsSpan().IndexOf((byte[])[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]) > 0);
        Assert.Equal(Png, await (await priya.GetAsync(files[1].Href)).Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_saved_stays_saved_with_its_files_where_the_queue_cannot_be_reached()
    {
        await using var portal = await PortalApp.StartAsync(replace: services => services.Replace(ServiceDescriptor.Singleton<IBackgroundJobClient>(new Away())));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var sam = await portal.StaffAsync();

        await priya.FollowAsync(await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "Here is my bill.")], ("bill.pdf", Pdf)));
        await priya.FollowAsync(await SendAsync(priya, Inbox.Thread, Inbox.Thread + "/reply", [("message", "And the meter.")], ("meter.png", Png)));
        await sam.FollowAsync(await SendAsync(sam, Inbox.Ticket, Inbox.Ticket + "/answer", [("seen", $"{Inbox.SeenIn(await sam.ReadAsync(Inbox.Ticket))}"), ("kind", "answer"), ("message", "See the picture."), ("then", "")], ("answer.png", Png)));

        var files = FilesIn(await priya.ReadAsync(Inbox.Thread));
        Assert.Equal(["bill.pdf", "meter.png", "answer.png"], files.Select(file => file.Name));
        foreach (var (_, href) in files) Assert.Equal(HttpStatusCode.OK, (await priya.GetAsync(href)).StatusCode);
    }

    private sealed class Away : IBackgroundJobClient
    {
        public string Create(Job job, IState state) => throw new BackgroundJobClientException("The queue is away.", new IOException());
        public bool ChangeState(string jobId, IState state, string expectedState) => false;
    }

    [Theory]
    [InlineData("../../etc/passwd", "pdf", "passwd.pdf")]
    [InlineData("C:\\Users\\p\\bill.pdf", "pdf", "bill.pdf")]
    [InlineData("bill\r\nSet-Cookie: a=b.pdf", "pdf", "billSet-Cookie a=b.pdf")]
    [InlineData("cod\u202Efdp.exe", "pdf", "codfdp.exe.pdf")]
    [InlineData("CON", "txt", "_CON.txt")]
    [InlineData("lpt1.tar.gz", "txt", "_lpt1.tar.gz.txt")]
    [InlineData("...", "png", "file.png")]
    [InlineData("Rechnung für Żaneta \"neu\".JPEG", "jpg", "Rechnung für Żaneta neu.jpg")]
    public void A_name_is_made_fit_to_be_saved_under(string name, string kind, string safe) => Assert.Equal(safe, FileNames.Safe(name, kind));

    [Fact]
    public async Task A_name_of_three_hundred_signs_in_any_script_travels_in_the_header_as_it_should()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var thread = await priya.FollowAsync(await SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "Here.")], ("счёт-" + new string('ж', 300) + ".pdf", Pdf), ("a;b=\"c\".pdf", Pdf)));

        var files = FilesIn(thread).OrderByDescending(file => file.Name.Length).ToList();
        var first = await priya.GetAsync(files[0].Href);
        Assert.Equal(84, files[0].Name.Length);
        Assert.Equal(files[0].Name, first.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Matches("^attachment; filename=\"?[ -~]+\"?; filename\\*=UTF-8''[!-~]+$", first.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("a;b=c.pdf", (await priya.GetAsync(files[1].Href)).Content.Headers.ContentDisposition!.FileNameStar);
    }

    internal static async Task<HttpResponseMessage> SendAsync(Visitor person, string page, string action, IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", Visitor.TokenIn(await person.ReadAsync(page))))) form.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/html");   // what it says itself counts for nothing
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
            form.Add(part);
        }
        return await person.Client.PostAsync(new Uri("/lumen" + action, UriKind.Relative), form);
    }

    private static List<(string Name, string Href)> FilesIn(string page) => [.. Link().Matches(page).Select(match => (WebUtility.HtmlDecode(match.Groups[2].Value), match.Groups[1].Value))];

    private static string[] Stored(PortalApp portal) => Path.Combine(portal.DataFolder, "retailers", "lumen", "attachments") is var folder && Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    private static byte[] Zip()
    {
        using var kept = new MemoryStream();
        using (var zip = new ZipArchive(kept, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("zeros", CompressionLevel.SmallestSize).Open()) entry.Write(new byte[1_000_000]);
        return kept.ToArray();
    }

    private static byte[] Wide()
    {
        var wide = (byte[])[.. Png];
        (wide[17], wide[18], wide[19]) = (0x01, 0x86, 0xA0);
        return wide;
    }

    private sealed class Endless(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long said)
        {
            said = length;
            return true;
        }
    }

    [GeneratedRegex("<a href=\"([^\"]+/files/[^\"]+)\" download>([^<]+)</a>")] private static partial Regex Link();
}
