using Hangfire;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>
/// Writes mails in the retailer's brand. <see cref="QueueAsync"/> only adds to the database context: the mail is saved with the caller's
/// own changes; <see cref="DeliverSoon"/> comes after that.
/// </summary>
internal sealed class Mailer(PortalDb db, RetailerScope scope, Templates templates, PublicAddress address, TimeProvider clock, IBackgroundJobClient jobs)
{
    /// <param name="template">Path without ".liquid" of what stands between the retailer's head and foot: "ContactUs/AnswerMail". It sees <c>page</c> and <c>mail</c>.</param>
    /// <param name="to">One e-mail address.</param>
    /// <param name="page">A record of ready text. Addresses in it are absolute: <see cref="Href"/>.</param>
    public async Task QueueAsync(string template, string to, string subject, object page)
    {
        var line = string.Join(' ', subject.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var retailer = scope.Current;
        var around = MailFrame.Of(retailer, line, address);
        var engine = templates.Of(retailer);
        var body = await engine.RenderAsync(template, new Dictionary<string, object?> { ["page"] = page, ["mail"] = around });
        var html = await engine.RenderAsync("Notifications/Layout", new Dictionary<string, object?> { ["mail"] = around, ["body"] = new Html(body) });
        var now = clock.GetUtcNow().UtcDateTime;
        db.Mail.Add(new MailMessage { Kind = template, To = to, Subject = line, Html = html, Text = PlainText.Of(html), CreatedAt = now, DueAt = now });
    }

    /// <summary>To be called after the changes are committed. What is never called for is found a minute later.</summary>
    public void DeliverSoon() => jobs.Enqueue<DeliverMail>(job => job.RunAsync(scope.Current.Id, CancellationToken.None));

    /// <summary>An address for a mail: "/contact" becomes "https://portal.lumen.example/contact".</summary>
    public string Href(string path) => address.To(path);
}
