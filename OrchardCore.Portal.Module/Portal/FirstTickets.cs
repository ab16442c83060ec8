using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.BackOffice.CannedAnswers;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal;

/// <summary>
/// Gives a retailer that has no ticket yet those of the file that Portal:FirstTickets names, as if they had been written and answered in the
/// days before: an inbox that looks alive, on any day; and the hours and public holidays that their promises count. samples/demo-tickets.json shows the shape. No mail is sent.
/// </summary>
internal sealed class FirstTickets(RetailerScope scope, PortalDb db, DataFolder folder, IOptions<PortalOptions> options, IHostEnvironment host, TimeProvider clock, ILogger<FirstTickets> log) : IOpening
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private sealed record Listed(
        IReadOnlyList<ListedTicket> Tickets, IReadOnlyList<ListedAnswer>? CannedAnswers = null, IReadOnlyList<ListedHoliday>? Holidays = null, IReadOnlyList<ListedHours>? OpeningHours = null);
    private sealed record ListedHoliday(IReadOnlyList<string> Retailers, DateOnly On, string Name);
    private sealed record ListedHours(string Retailer, IReadOnlyList<DayOfWeek> Days, TimeOnly Opens, TimeOnly Closes);
    private sealed record ListedAnswer(string Retailer, string Title, string Text);

    /// <param name="DaysAgo">When it was written, counted back from today.</param>
    private sealed record ListedTicket(
        string Retailer, string Email, string Account, string Type, string Message, double DaysAgo, string Subject = "", bool Complaint = false, string AssignedTo = "", ContactPriority? Priority = null,
        IReadOnlyList<ListedDetail>? Details = null, IReadOnlyList<ListedStep>? Steps = null,
        string Category = "", string Cause = "", string Outcome = "", string Ombudsman = "", ComplaintLevel? Level = null);
    private sealed record ListedDetail(string Label, string Text);

    /// <param name="By">The address of one of the retailer's people; empty for the customer.</param>
    /// <param name="Files">What came with it: names of files beside the list.</param>
    private sealed record ListedStep(double DaysAgo, string By = "", string Text = "", bool Note = false, ContactEvent? Event = null, IReadOnlyList<string>? Files = null);

    public async Task OpenAsync(CancellationToken stop)
    {
        if (options.Value.FirstTickets == "" || await db.ContactLogs.OfEveryAccount().AnyAsync(stop)) return;
        var path = Path.GetFullPath(options.Value.FirstTickets, host.ContentRootPath);
        await using var file = File.OpenRead(path);
        var listed = await JsonSerializer.DeserializeAsync<Listed>(file, Shape, stop) ?? throw new JsonException($"{path} is empty.");
        foreach (var (at, answer) in (listed.CannedAnswers ?? []).Where(one => one.Retailer == scope.Current.Id).Index()) db.Add(new CannedAnswer { Title = answer.Title, Text = answer.Text, Order = (at + 1) * 10 });
        foreach (var day in (listed.Holidays ?? []).Where(one => one.Retailers.Contains(scope.Current.Id))) db.Add(new PublicHoliday { On = day.On, Name = day.Name });
        foreach (var hours in (listed.OpeningHours ?? []).Where(one => one.Retailer == scope.Current.Id)) db.AddRange(hours.Days.Select(day => new OpeningHour { Day = day, Opens = hours.Opens, Closes = hours.Closes }));
        await db.SaveChangesAsync(stop);   // the promises below count them
        await FillAsync(scope.Current, [.. listed.Tickets.Where(one => one.Retailer == scope.Current.Id)], Path.GetDirectoryName(path)!, stop);
    }

    private async Task FillAsync(Retailer retailer, IReadOnlyList<ListedTicket> tickets, string beside, CancellationToken stop)
    {
        var people = await db.Users.AsNoTracking().ToListAsync(stop);
        StaffMember? Find(string email) => people.Find(user => user.Email == email) is { } user ? new StaffMember(user.Id, user.Name, email) : null;
        var days = await BusinessDays.OfAsync(db, stop);
        var types = await MessageCatalog.OfAsync(db, stop);
        await using var together = await db.Database.BeginTransactionAsync(stop);
        foreach (var ticket in tickets.OrderByDescending(one => one.DaysAgo))
        {
            if (Find(ticket.Email) is not { UserId: { } id } person)
            {
                log.FirstTicketSkipped(retailer.Id, ticket.Email);
                continue;
            }
            var then = At(ticket.DaysAgo, retailer);
            var made = Contacts.ToLog(retailer, then, days, new Customer(id, person.Name, person.Email, ticket.Account, []), new NewContact(ticket.Type, ticket.Message)
            {
                Subject = ticket.Subject,
                IsComplaint = ticket.Complaint,
                Category = ticket.Category,
                Details = [.. (ticket.Details ?? []).Select(detail => new NewDetail(detail.Label, detail.Text))],
            }, types.Of(ticket.Type), await ContactNumbers.TakeAsync(db, then.Today.Year, stop));
            if (ticket.Priority is { } priority) made.Priority = priority;
            if (Find(ticket.AssignedTo) is { } with) (made.AssignedTo, made.AssignedName) = (with.Email, with.Name);
            (made.Cause, made.Outcome, made.OmbudsmanReference, made.Level) = (ticket.Cause, ticket.Outcome, ticket.Ombudsman, ticket.Level ?? made.Level);
            using var files = new TakenFiles(folder, retailer.Id);
            foreach (var step in ticket.Steps ?? []) await DoAsync(made, step, Find(step.By), At(step.DaysAgo, retailer), days, files, beside, stop);
            db.Add(made);
            await db.SaveChangesAsync(stop);
            files.Keep();
        }
        await together.CommitAsync(stop);
    }

    private static async Task DoAsync(ContactLog made, ListedStep step, StaffMember? by, RetailerCalendar then, BusinessDays days, TakenFiles files, string beside, CancellationToken stop)
    {
        var author = by?.Name ?? made.WrittenBy;
        foreach (var name in step.Files ?? [])
        {
            var content = FileContent.Of(name, await File.ReadAllBytesAsync(Path.Combine(beside, Path.GetFileName(name)), stop));
            await files.AddAsync(new ContactFile { AccountNumber = made.AccountNumber, Name = FileNames.Safe(name, content.Kind), Kind = content.Kind, Bytes = content.Content.Length, At = then.UtcNow, FromCustomer = by is null }, content.Content, stop);
        }
        if (by is null && step.Event is null) made.Take(ContactEvent.CustomerAnswered, then, days);
        else if (by is not null && !step.Note && step.Event is null && made.Status == ContactStatus.New) made.Take(ContactEvent.Started, then, days);
        if (step.Text != "") made.Say(new ContactMessage { At = then.UtcNow, Author = author, FromCustomer = by is null, IsInternal = step.Note, Text = step.Text, Files = step.Files is null ? [] : files.Rows });
        if (step.Event is not { } happened) return;
        made.Take(happened, then, days);
        made.Say(new ContactMessage { At = then.UtcNow.AddSeconds(1), Author = author, FromCustomer = by is null, Event = happened, Text = "" });
    }

    private RetailerCalendar At(double daysAgo, Retailer retailer) => new(new Then(clock.GetUtcNow().AddDays(-daysAgo)), retailer.Zone);

    /// <summary>A clock that stands at a moment of the past.</summary>
    private sealed class Then(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}

internal static partial class FirstTicketsLog
{
    [LoggerMessage(1303, LogLevel.Warning, "A first ticket of retailer {Retailer} is left out: nobody signs in as {Email}")]
    public static partial void FirstTicketSkipped(this ILogger log, string retailer, string email);
}
