using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>
/// Message Type, the form of the chosen one, and the tickets so far. Each type has its address (/contact?type=billing), so that it works
/// without a script and any page can link to it.
/// </summary>
internal static class ContactPage
{
    // What people write about most; the drop-down has all of it.
    private static readonly (string Key, string Icon)[] Often =
        [("outage", "triangle-alert"), ("billing", "receipt"), ("payment-advice", "circle-check"), ("hardship", "heart-handshake"), ("move-out", "truck"), ("complaint", "megaphone")];

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/contact", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/contact", Send).Takes(ContactFiles.MostOfRequest(portal)).RequireAuthorization(Policies.Customer);
    }

    private static async Task<IResult> Show(HttpContext context, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, ContactFiles files, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var types = await MessageCatalog.OfAsync(db, stop);
        if (types.Offered(context.Request.Query["type"]) is { } type)
        {
            var form = await ContactForm.ForAsync(type, customer, db, words, calendar, stop);
            return ToPage(scope.Current, types, context.Request, type, form.Ask(Form.Fresh(context), files, context.Request.Query["service"].ToString(), context.Request.Query["statement"].ToString()), await ByAsync(type, db, words, calendar, stop));
        }
        var list = ContactList.Of(types, words, calendar);
        var mine = db.ContactLogs.For(customer).SeenBy(customer);
        return Listing<ContactLog>.WantsCsv(context.Request)
            ? list.Csv(context.Request, mine.Where(log => !log.IsPrivate), "messages.csv")
            : ToPage(scope.Current, types, context.Request, null, null, list: await list.PageAsync(context.Request, mine, stop));
    }

    private static async Task<IResult> Send(
        HttpContext context, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, Contacts contacts, ContactFiles files, Notices notices, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var sent = await Form.SentAsync(context, stop);
        var types = await MessageCatalog.OfAsync(db, stop);
        if (types.Offered(sent["type"]) is not { } type) return TypedResults.LocalRedirect(Links.To("/contact"));

        var form = await ContactForm.ForAsync(type, customer, db, words, calendar, stop);
        form.Ask(sent, files);
        using var taken = await files.TakeAsync(sent, customer, null, stop);
        if (!sent.IsGood) return ToPage(scope.Current, types, context.Request, type, sent, await ByAsync(type, db, words, calendar, stop));
        switch (await contacts.OpenAsync(customer, form.Read(sent) with { Files = taken.Rows }, stop))
        {
            case OpenOutcome.Opened(var log):
                taken.Keep();
                notices.Put(context, "good", ContactWords.Sent(log));
                return TypedResults.LocalRedirect(Links.To($"/contact/{log.Reference}"));
            case OpenOutcome.AlreadyOpen(var reference):
                return TypedResults.LocalRedirect(Links.To($"/contact/{reference}"));
            default:
                sent.RefuseAll(ContactWords.TooMany);
                return ToPage(scope.Current, types, context.Request, type, sent, await ByAsync(type, db, words, calendar, stop));
        }
    }

    /// <summary>By when a message of this kind would be answered, if it were sent now.</summary>
    private static async Task<string> ByAsync(MessageType type, PortalDb db, Wording words, RetailerCalendar calendar, CancellationToken stop)
    {
        var (on, at) = ContactLog.PromiseOf(type.AnswerIn, type.InHours, calendar, await BusinessDays.OfAsync(db, stop));
        return ClockWords.By(on, at, words, calendar);
    }

    private static Page<Model> ToPage(Retailer retailer, MessageCatalog types, HttpRequest request, MessageType? type, Form? form, string by = "", TablePage? list = null)
    {
        var words = retailer.Wording;
        return new Page<Model>("ContactUs/ContactPage", words.Word("Contact us"), new Model(
            words.Word("Contact us"),
            words.Word("Tell us what it is about. You get a reference, and the day by which we answer."),
            new ChooserPage(Links.To("/contact"), words.Word("Message Type"), Groups(types, type, words), Carried(request)),
            type?.Advice is { } advice ? AdvicePage.Of(advice, retailer) : null,
            form?.ToPage("/contact", words.Word("Send")),
            type is null ? "" : words.Word(type.Label),
            [.. type is null ? Often.Where(often => types.Offered(often.Key) is not null).Select(often => ShortcutPage.Of(types.Of(often.Key), often.Icon, words)) : []],
            WayPage.Of(retailer),
            type?.IsComplaint == true ? ComplaintPage.Of(retailer, type.AnswerIn, type.InHours, by) : null,
            list));
    }

    private static IReadOnlyList<ChooserPage.Group> Groups(MessageCatalog types, MessageType? chosen, Wording words) =>
        [.. types.All.Where(type => type.IsOffered).GroupBy(type => type.Group).Select(group =>
            new ChooserPage.Group(words.Word(group.Key), [.. group.Select(type => new Choice(type.Key, words.Word(type.Label), type == chosen))]))];

    /// <summary>A link may name a service or a statement before the type is chosen.</summary>
    private static IReadOnlyList<FilterField> Carried(HttpRequest request) =>
        [.. from name in new[] { "service", "statement" } let value = request.Query[name].ToString() where value is { Length: > 0 and <= 40 } select new FilterField(name, "", "hidden", value, [])];

    internal sealed record Model(
        string Title, string Lead, ChooserPage Chooser, AdvicePage? Advice, FormPage? Form, string FormTitle, IReadOnlyList<ShortcutPage> Shortcuts, IReadOnlyList<WayPage> Ways, ComplaintPage? Complaint, TablePage? Table);

    internal sealed record ShortcutPage(string Icon, string Label, string Text, string Href)
    {
        public static ShortcutPage Of(MessageType type, string icon, Wording words)
        {
            var text = type.Advice?.IsUrgent == true ? words.Word("Please call first")
                : $"{words.Word("Answer within")} {ClockWords.Within(type.AnswerIn, type.InHours, words)}";
            return new(icon, words.Word(type.Label), text, Links.To($"/contact?type={type.Key}"));
        }
    }

    internal sealed record ChooserPage(string Action, string Label, IReadOnlyList<ChooserPage.Group> Groups, IReadOnlyList<FilterField> Hidden)
    {
        internal sealed record Group(string Label, IReadOnlyList<Choice> Options);
    }
}
