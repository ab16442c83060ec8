using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;

namespace OrchardCore.Portal.Tests.Notifications;

public sealed class DeliveringMail
{
    [Fact]
    public async Task Without_a_mail_server_mails_lie_as_files_in_the_retailers_folder()
    {
        await using var portal = await PortalApp.StartAsync();

        await WriteAsync(portal);
        await DeliverAsync(portal);

        var mail = MimeKit.MimeMessage.Load(Assert.Single(Directory.GetFiles(Path.Combine(portal.DataFolder, "retailers", "lumen", "mail"), "*.eml")));
        Assert.Equal("Lumen Energy", mail.From.Mailboxes.Single().Name);
        Assert.Equal("help@lumen.example.com", mail.From.Mailboxes.Single().Address);
        Assert.Equal("priya@home.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal("Your password was changed", mail.Subject);
        Assert.Contains("Hello Priya &lt;b&gt;,", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Hello Priya <b>,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Choose a new password:\nhttps://lumen.localhost/forgot-password", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task With_one_they_go_there_and_their_text_is_forgotten(string engine)
    {
        await using var server = new MailServer();
        var database = engine == "Sqlite" ? [] : PostgreSqlDatabases.Settings();
        await using var portal = await PortalApp.StartAsync(server.Settings.Concat(database).ToDictionary());

        await WriteAsync(portal);
        await DeliverAsync(portal);

        Assert.Contains("Subject: Your password was changed", Assert.Single(server.Taken), StringComparison.Ordinal);
        var row = await RowAsync(portal);
        Assert.NotNull(row.SentAt);
        Assert.Equal("", row.Html + row.Text + row.LastError);
        await DeliverAsync(portal);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_refused_mail_is_tried_again_with_longer_waits_and_given_up_visibly()
    {
        await using var server = new MailServer(refuses: true);
        await using var portal = await PortalApp.StartAsync(server.Settings);
        await WriteAsync(portal);

        await DeliverAsync(portal);
        var first = await RowAsync(portal);
        Assert.Equal(1, first.Attempts);
        Assert.Equal(portal.Clock.GetUtcNow().UtcDateTime.AddMinutes(1), first.DueAt);
        Assert.Equal("The mail server answered 550 (RecipientNotAccepted)", first.LastError);   // and not its words, which name the customer
        await DeliverAsync(portal);
        Assert.Equal(1, (await RowAsync(portal)).Attempts);   // not due yet

        for (var attempt = 2; attempt <= Outbox.MaxAttempts; attempt++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await DeliverAsync(portal);
        }

        var last = await RowAsync(portal);
        Assert.True(last.IsGivenUp);
        Assert.Equal(Outbox.MaxAttempts, last.Attempts);
        Assert.Equal("", last.Html);
        var admin = portal.Visit();
        await portal.AddSignInAsync("lumen", "sam@home.example", "administrator");
        await admin.SignInAsync("sam@home.example", PortalApp.Password);
        Assert.Contains("Given up", await admin.ReadAsync("/admin/mail?state=given-up"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_retailers_people_see_the_outbox()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await priya.GetAsync("/admin/mail")).StatusCode);
    }

    [Fact]
    public async Task Two_workers_at_the_same_moment_send_it_once()
    {
        await using var server = new MailServer();
        await using var portal = await PortalApp.StartAsync(server.Settings);
        await WriteAsync(portal);

        await Task.WhenAll(DeliverAsync(portal), DeliverAsync(portal), DeliverAsync(portal));

        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_mail_belongs_to_the_transaction_of_what_it_tells_of()
    {
        await using var portal = await PortalApp.StartAsync();

        await portal.InAsync("lumen", async scope =>
        {
            await using var together = await scope.GetRequiredService<PortalDb>().Database.BeginTransactionAsync();
            await QueueAsync(scope);
            await scope.GetRequiredService<PortalDb>().SaveChangesAsync();
        });   // never committed

        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Mail.CountAsync()));
    }

    [Fact]
    public async Task A_subject_stays_one_line()
    {
        await using var portal = await PortalApp.StartAsync();

        await portal.InAsync("lumen", async scope =>
        {
            await QueueAsync(scope, "Hello\r\nBcc: everybody@home.example");
            await scope.GetRequiredService<PortalDb>().SaveChangesAsync();
        });

        Assert.Equal("Hello Bcc: everybody@home.example", (await RowAsync(portal)).Subject);
    }

    private static Task WriteAsync(PortalApp portal) => portal.InAsync("lumen", async scope =>
    {
        await QueueAsync(scope);
        await scope.GetRequiredService<PortalDb>().SaveChangesAsync();
    });

    private static Task QueueAsync(IServiceProvider scope, string subject = "Your password was changed")
    {
        var mailer = scope.GetRequiredService<Mailer>();
        return mailer.QueueAsync("SignIn/Passwords/PasswordChangedMail", "priya@home.example", subject, new OrchardCore.Portal.SignIn.SignIns.PasswordChangedMail("Priya <b>", mailer.Href("/forgot-password")));
    }

    private static Task DeliverAsync(PortalApp portal) => portal.InAsync("lumen", scope => scope.GetRequiredService<Outbox>().DeliverAsync(CancellationToken.None));
    private static Task<MailMessage> RowAsync(PortalApp portal) => portal.ReadAsync("lumen", db => db.Mail.AsNoTracking().SingleAsync());
}
