using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>The one way in which every slice opens a ticket: numbered, promised, without card numbers, told by mail.</summary>
internal sealed class Contacts(PortalDb db, RetailerScope scope, RetailerCalendar calendar, ContactMails mails, ILogger<Contacts> log)
{
    public const int LongestMessage = 5_000;

    // Who writes more often than this is better helped on the phone, or is a machine.
    private const int TicketsAnHour = 10;

    /// <summary>
    /// Opens a ticket, or says why not. It is saved at once; in a transaction of the caller's it stands and falls with what the caller
    /// saves besides.
    /// </summary>
    public async Task<OpenOutcome> OpenAsync(Customer customer, NewContact asked, CancellationToken stop)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(stop) : null;
        var number = await ContactNumbers.TakeAsync(db, calendar.Today.Year, stop);   // from here on others wait, so what is looked up below stays true
        if (await FindTwinAsync(customer, asked, stop) is { } twin) return await LeaveAsync(own, new OpenOutcome.AlreadyOpen(twin), stop);
        if (!asked.Once.StartsWith(NewContact.Telling, StringComparison.Ordinal) && await TooManyAsync(customer, stop)) return await LeaveAsync(own, new OpenOutcome.TooMany(), stop);

        var contact = ToLog(scope.Current, calendar, await BusinessDays.OfAsync(db, stop), customer, asked, (await MessageCatalog.OfAsync(db, stop)).Of(asked.Type), number);
        db.ContactLogs.Add(contact);
        asked.Also(contact);
        await mails.OpenedAsync(contact, customer);
        await db.SaveChangesAsync(stop);
        if (own is not null) await own.CommitAsync(stop);
        mails.DeliverSoon();
        log.Opened(contact.Reference, contact.Type);
        return new OpenOutcome.Opened(contact);
    }

    /// <summary>The ticket that this becomes, by the retailer's clock and calendar.</summary>
    internal static ContactLog ToLog(Retailer retailer, RetailerCalendar calendar, BusinessDays days, Customer customer, NewContact asked, MessageType type, int number)
    {
        var words = retailer.Wording;
        var now = calendar.UtcNow;
        var about = asked.StatementNumber != "" ? asked.StatementNumber : asked.MeterNumber;
        var subject = words.Word(asked.Subject != "" ? asked.Subject : type.Subject);
        var contact = new ContactLog
        {
            Reference = $"{retailer.TicketPrefix}-{calendar.Today.Year:0000}-{number:000000}",
            AccountNumber = customer.AccountNumber,
            OpenedBy = customer.UserId,
            WrittenBy = customer.Name,
            Email = customer.Email,
            Type = asked.Type,
            TypeLabel = words.Word(type.Label),
            AnswerIn = type.AnswerIn,
            InHours = type.InHours,
            IsRequest = type.IsRequest,
            Said = [.. type.Said.Select(said => new ContactSaid { Status = said.Key, Text = words.Word(said.Value) })],
            Priority = asked.IsUrgent ? ContactPriority.Urgent : type.Priority,
            Subject = about == "" ? subject : $"{subject}: {about}",
            MeterNumber = asked.MeterNumber,
            StatementNumber = asked.StatementNumber,
            IsComplaint = asked.IsComplaint || type.IsComplaint,
            Category = asked.Category,
            IsPrivate = type.IsPrivate,
            IsRestricted = type.IsRestricted || type.IsPrivate,
            CreatedAt = now,
            UpdatedAt = now,
            Once = asked.Once == "" ? "" : OnceFor(customer, asked.Once),
            FormId = asked.FormId,
            Details = [.. asked.Details.Select(detail => new ContactDetail { Label = detail.Label, Text = Clean(detail.Text) })],
        };
        contact.Promise(calendar, days);
        contact.Say(new ContactMessage { At = now, Author = customer.Name, FromCustomer = true, Text = Clean(asked.Message), Files = asked.Files });
        return contact;
    }

    /// <summary>What people write, fit to be stored and mailed: no card numbers, no control characters.</summary>
    public static string Clean(string text) => CardNumbers.Mask(string.Concat(text.ReplaceLineEndings("\n").Where(sign => !char.IsControl(sign) || sign is '\n' or '\t')));

    /// <summary>How <see cref="NewContact.Once"/> stands in the database.</summary>
    public static string OnceFor(Customer customer, string once) => $"{customer.AccountNumber}:{once}";

    private async Task<string?> FindTwinAsync(Customer customer, NewContact asked, CancellationToken stop)
    {
        var mine = db.ContactLogs.For(customer);
        if (asked.FormId is { } form && await mine.Where(log => log.FormId == form && log.OpenedBy == customer.UserId).Select(log => log.Reference).FirstOrDefaultAsync(stop) is { } sent) return sent;
        if (asked.Once == "") return null;
        var once = OnceFor(customer, asked.Once);
        return await mine.StillOpen().Where(log => log.Once == once).Select(log => log.Reference).FirstOrDefaultAsync(stop);
    }

    private async Task<bool> TooManyAsync(Customer customer, CancellationToken stop)
    {
        var (hourAgo, telling) = (calendar.UtcNow.AddHours(-1), OnceFor(customer, NewContact.Telling));
        return await db.ContactLogs.For(customer).CountAsync(log => log.OpenedBy == customer.UserId && log.CreatedAt > hourAgo && !log.Once.StartsWith(telling), stop) >= TicketsAnHour;
    }

    /// <summary>Gives the number back: only a ticket takes one.</summary>
    private static async Task<OpenOutcome> LeaveAsync(IDbContextTransaction? own, OpenOutcome outcome, CancellationToken stop)
    {
        if (own is not null) await own.RollbackAsync(stop);
        return outcome;
    }
}

internal static partial class ContactEvents
{
    [LoggerMessage(1501, LogLevel.Information, "Contact log {Reference} opened, type {Type}")]
    public static partial void Opened(this ILogger log, string reference, string type);

    [LoggerMessage(1502, LogLevel.Information, "Contact log {Reference} took {Happened} from its customer")]
    public static partial void Took(this ILogger log, string reference, ContactEvent happened);
}
