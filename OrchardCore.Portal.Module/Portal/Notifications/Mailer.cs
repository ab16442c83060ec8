using Hangfire;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>
/// Writes mails in the retailer's brand. <see cref="QueueAsync"/> only adds to the database context: the mail is saved with the caller's
/// own changes; <see cref="DeliverSoon"/> comes after that.
/// </summary>
internal sealed class Mailer(PortalDb db, RetailerScope scope, Templates templates, PublicAddress address, TimeProvider clock, IBackgroundJobClient jobs, ILogger<Mailer> log)
{
    private const int LongestSubject = 200;

    /// <param name="template">Path without ".liquid" of what stands between the retailer's head and foot: "ContactUs/AnswerMail". It sees <c>page</c> and <c>mail</c>.</param>
    /// <param name="to">One e-mail address.</param>
    /// <param name="page">A record of ready text. Addresses in it are absolute: <see cref="Href"/>.</param>
    public async Task QueueAsync(string template, string to, string subject, object page) => Queue(template, to, await WriteAsync(template, subject, page, templates.Of(scope.Current)));

    public void Queue(string template, string to, Letter letter)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        db.Mail.Add(new MailMessage { Kind = template, To = to, Subject = letter.Subject, Html = letter.Html, Text = letter.Text, OneClickHref = letter.OneClickHref, CreatedAt = now, DueAt = now });
    }

    /// <summary>The mail as it will be read. A template of the retailer's own gives it another subject by <c>{% capture subject %}</c>, but where the mail holds a link that works once.</summary>
    public async Task<Letter> WriteAsync(string template, string subject, object page, Liquid engine)
    {
        var around = MailFrame.Of(scope.Current, OneLine(subject), address);
        var (body, own) = await engine.RenderAsync(template, new Dictionary<string, object?> { ["page"] = page, ["mail"] = around }, "subject");
        if (page is not IOneTimeLink && OneLine(own) is { Length: > 0 } line) around = around with { Subject = line };
        var html = await engine.RenderAsync("Notifications/Layout", new Dictionary<string, object?> { ["mail"] = around, ["body"] = new Html(body) });
        return new(around.Subject, html, PlainText.Of(html), page is IEndable endable ? endable.OneClickHref : "");
    }

    private static string OneLine(string subject)
    {
        var line = string.Join(' ', subject.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Trim();
        return line.Length <= LongestSubject ? line : line[..LongestSubject];
    }

    /// <summary>To be called after the changes are committed, which no fault of the queue undoes: what is never called for is found a minute later.</summary>
    public void DeliverSoon() => jobs.TryEnqueue<DeliverMail>(job => job.RunAsync(scope.Current.Id, CancellationToken.None), log);

    /// <summary>An address for a mail: "/contact" becomes "https://portal.lumen.example/contact".</summary>
    public string Href(string path) => address.To(path);
}

/// <summary>A mail as it will be read.</summary>
/// <param name="OneClickHref">Empty for what nobody may end.</param>
internal sealed record Letter(string Subject, string Html, string Text, string OneClickHref);

/// <summary>The page of a mail whose link lets whoever has it choose a password. The portal's people see the subjects of mails, and the link may not be among them.</summary>
internal interface IOneTimeLink;

/// <summary>The page of a mail that somebody has asked for and may end from their mail program.</summary>
internal interface IEndable
{
    /// <summary>Absolute. A POST to it ends them, without signing in and without a page before (RFC 8058).</summary>
    string OneClickHref { get; }
}
