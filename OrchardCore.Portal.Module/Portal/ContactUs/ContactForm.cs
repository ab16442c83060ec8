using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>The form of a message type: its own questions, then what every message has.</summary>
internal sealed class ContactForm(MessageType type, Wording words, RetailerCalendar calendar)
{
    private List<EnergyService> _services = [];
    private List<Statement> _statements = [];

    /// <summary>With the customer's own services and statements to choose from: nothing else can be chosen.</summary>
    public static async Task<ContactForm> ForAsync(MessageType type, Customer customer, PortalDb db, Wording words, RetailerCalendar calendar, CancellationToken stop) =>
        new(type, words, calendar)
        {
            _services = await db.EnergyServices.For(customer).OrderBy(service => service.AddressLine1).ThenBy(service => service.MeterNumber).ToListAsync(stop),
            _statements = await db.Statements.For(customer).OrderByDescending(statement => statement.IssuedOn).ToListAsync(stop),
        };

    /// <summary>Adds the fields; what was sent is checked.</summary>
    /// <param name="service">Of a link to this form, to choose from the first.</param>
    public Form Ask(Form form, ContactFiles files, string service = "", string statement = "")
    {
        form.Field(new FormField("type", "Message Type", "hidden") { Value = type.Key })
            .Field(new FormField("form", "Form", "hidden") { Value = Guid.CreateVersion7().ToString("N") });
        foreach (var question in type.Questions) form.Field(Shown(question));
        if (_services.Count > 0) form.Field(new FormField("service", words.Word("Service"), "select") { Value = service, Options = Services() });
        if (_statements.Count > 0 && type.AsksStatement) form.Field(new FormField("statement", words.Word("Statement"), "select") { Value = statement, Options = Statements() });
        form.Field(new FormField("message", words.Word("Message"), "textarea") { Required = true, Rows = "7", Maxlength = $"{Contacts.LongestMessage}", Hint = "Please do not write card numbers or passwords." });
        files.Ask(form, words.Word("Files"));
        if (!type.IsPrivate)
        {
            form.Field(new FormField("answer-by", words.Word("Answer me by"), "select") { Value = "E-mail", Options = [new("E-mail", "E-mail"), new("Phone", "Phone"), new("Post", "Post")] })
                .Field(new FormField("answer-when", words.Word("Number and best time to call")) { Hint = "If you would like a call." });
            if (!type.IsComplaint) form.Field(new FormField("complaint", words.Word("This is a complaint"), "checkbox") { Hint = "Tick it if you are not happy with us: it gets an outcome, with reasons." });
        }
        if (form.IsSent) Check(form);
        return form;
    }

    /// <summary>What was answered, as a ticket to open.</summary>
    public NewContact Read(Form form) => new(type.Key, form["message"])
    {
        MeterNumber = _services.Find(service => $"{service.Id}" == form["service"])?.MeterNumber ?? "",
        StatementNumber = _statements.Exists(statement => statement.Number == form["statement"]) ? form["statement"] : "",
        IsComplaint = form["complaint"] == "true",
        Category = type.IsComplaint && ComplaintCategories.All.Contains(form[ComplaintCategories.Question]) ? form[ComplaintCategories.Question] : "",
        IsUrgent = type.IsComplaint && form[MessageTypes.Urgent] != "",
        FormId = Guid.TryParseExact(form["form"], "N", out var id) ? id : null,
        Details =
        [
            .. type.Questions.Where(question => form[question.Field.Name] != "").Select(question => new NewDetail(words.Word(question.Field.Label), InWords(question, form[question.Field.Name]))),
            .. form["answer-by"] is { Length: > 0 } by ? [new NewDetail(words.Word("Answer me by"), by)] : Array.Empty<NewDetail>(),
            .. form["answer-when"] is { Length: > 0 } time ? [new NewDetail(words.Word("Number and best time to call"), time)] : Array.Empty<NewDetail>(),
        ],
    };

    /// <summary>The type's own questions as fields, for a preview that is not to be sent.</summary>
    public static IReadOnlyList<FormField> Preview(MessageType type, Wording words, RetailerCalendar calendar)
    {
        var form = new ContactForm(type, words, calendar);
        return [.. type.Questions.Select(question => form.Shown(question) with { Name = "preview-" + question.Field.Name })];
    }

    private FormField Shown(Question question) => question.Answer == Answer.Money
        ? question.Field with { Label = words.Word(question.Field.Label), Prefix = words.Currency.Sign.Trim() }
        : question.Field with { Label = words.Word(question.Field.Label) };

    private void Check(Form form)
    {
        foreach (var question in type.Questions)
        {
            var (name, value) = (question.Field.Name, form[question.Field.Name]);
            if (value == "") continue;
            var isDay = DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day);
            if (question.Answer == Answer.Money && AmountIn(value) is null) form.Refuse(name, $"{words.Word(question.Field.Label)}: enter an amount, as in 182.40.");
            if (question.Answer == Answer.Number && !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)) form.Refuse(name, $"{words.Word(question.Field.Label)}: enter a number, as in 48213.4.");
            if (question.Answer == Answer.PastDay && isDay && day > calendar.Today) form.Refuse(name, $"{words.Word(question.Field.Label)}: enter today or a day before.");
            if (question.Answer == Answer.ComingDay && isDay && day < calendar.Today) form.Refuse(name, $"{words.Word(question.Field.Label)}: enter today or a day to come.");
        }
    }

    private string InWords(Question question, string value) => question.Answer switch
    {
        Answer.Money => words.Money(AmountIn(value)!.Value),
        Answer.Tick => words.Word("Yes"),
        Answer.AnyDay or Answer.PastDay or Answer.ComingDay => words.LongDate(DateOnly.ParseExact(value, "yyyy-MM-dd", words.Culture)),
        _ => value,
    };

    private Money? AmountIn(string value) =>
        Money.TryParse(value.Replace(words.Currency.Sign.Trim(), "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim(), words.Currency.Decimals, out var amount) && amount.IsPositive ? amount : null;

    private IReadOnlyList<Choice> Services() =>
        [new("", words.Word("None in particular")), .. _services.Select(service => new Choice($"{service.Id}", $"{ServiceWords.TypeOf(service.Type, words)} {service.MeterNumber}, {service.AddressLine1}"))];

    private IReadOnlyList<Choice> Statements() =>
        [new("", words.Word("None in particular")), .. _statements.Select(statement => new Choice(statement.Number, $"{statement.Number}, {words.ShortDate(statement.IssuedOn)}, {words.Money(statement.CurrentBalance)}"))];
}
