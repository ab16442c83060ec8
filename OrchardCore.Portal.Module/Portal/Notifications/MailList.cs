using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Notifications;

/// <summary>The retailer's outbox: what was sent in its name, and what could not be delivered and why.</summary>
internal static class MailList
{
    internal const string Path = "/admin/mail";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Path, Show).ForOffice(Policies.SeeMail);

    private static async Task<IResult> Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var (list, rows) = (List(words, calendar), db.Mail.AsNoTracking());
        if (Listing<MailMessage>.WantsCsv(context.Request)) return list.Csv(context.Request, rows, "mail.csv");
        return new Page<Model>("Notifications/MailList", words.Word("Mail"), new Model(await list.PageAsync(context.Request, rows, stop)), frame: FrameKind.Office);
    }

    private static Listing<MailMessage> List(Wording words, RetailerCalendar calendar) => new Listing<MailMessage>("mail", "Mail", words)
    {
        Path = Path,
        Counted = ("mail", "mails"),
        NothingYet = new EmptyPage("No mail yet", "What the portal sends to your customers and to you appears here."),
    }
    .Column("subject", "Subject", mail => mail.Subject, mail => Cell.Plain(mail.Subject), mail => mail.Subject, lead: true)
    .Column<string>("state", "State", null, State, mail => State(mail).Text, lead: true)
    .Column("to", "To", mail => mail.To, mail => Cell.Plain(mail.To), mail => mail.To)
    .Column("created", "Written", mail => mail.CreatedAt, mail => Cell.Plain(calendar.LocalTime(mail.CreatedAt).ToString("d MMM yyyy, h:mm tt", words.Culture)), mail => mail.CreatedAt.ToString("O"))
    .Column("attempts", "Attempts", mail => mail.Attempts, mail => Cell.Plain(words.Number(mail.Attempts)), mail => words.Number(mail.Attempts), "end")
    .Column("fault", "Last fault", mail => mail.LastError, mail => Cell.Plain(mail.LastError), mail => mail.LastError)
    .FirstBy("created", down: true, tie: mail => mail.Id)
    .Choose("state", "State", "All states", [new Choice("sent", "Sent"), new Choice("waiting", "Waiting"), new Choice("given-up", "Given up")], (rows, value) => value switch
    {
        "sent" => rows.Where(mail => mail.SentAt != null),
        "waiting" => rows.Where(mail => mail.DueAt != null),
        _ => rows.Where(mail => mail.SentAt == null && mail.DueAt == null),
    })
    .Search("Subject or address", mail => mail.Subject, mail => mail.To);

    private static Cell State(MailMessage mail) => mail switch
    {
        { SentAt: not null } => Cell.Chip("Sent", "good"),
        { IsGivenUp: true } => Cell.Chip("Given up", "bad"),
        { Attempts: > 0 } => Cell.Chip("Trying again", "warn"),
        _ => Cell.Chip("Waiting", "flat"),
    };

    internal sealed record Model(TablePage Table);
}
