using System.Globalization;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>The questions of a final read: they are asked, checked, told back and turned into a ticket.</summary>
internal sealed class FinalReadForm(EnergyService service, IReadOnlyList<MeterRegister> registers, Customer customer, Wording words, RetailerCalendar calendar)
{
    public const string Day = "move-out";
    private readonly IReadOnlyList<RegisterQuestion> _questions = RegisterQuestion.Of(registers, words);
    private readonly decimal?[] _values = new decimal?[registers.Count];

    public Form Ask(Form form)
    {
        var today = calendar.Today;
        form.Field(new FormField(Day, words.Word("Move-out date"), "date")
        {
            Required = true,
            Min = Wording.Iso(FinalReadRules.Earliest(service, registers)),
            Max = Wording.Iso(FinalReadRules.Latest(today)),
            Hint = "If it is still to come, read the meter today: we take it from there.",
        });
        if (form.IsSent) FinalReadRules.CheckDay(form, Day, service, registers, words, today);
        foreach (var question in _questions) _values[question.At] = question.Ask(form, Day, today).Value;
        form.Field(Line("line1", "Forwarding address", "address-line1", required: true))
            .Field(Line("line2", "Address line 2", "address-line2"))
            .Field(Line("city", "Town or suburb", "address-level2", required: true))
            .Field(Line("region", "State or region", "address-level1"))
            .Field(Line("postcode", "Postcode", "postal-code", required: true))
            .Field(Line("country", "Country", "country-name"))
            .Field(new FormField("email", words.Word("E-mail address for the final bill"), "email") { Required = true, Autocomplete = "email", Value = customer.Email })
            .Field(new FormField("moves-in", words.Word("Who moves in")) { Hint = "If you know: the new tenant, the owner or the agent." })
            .Field(new FormField("note", words.Word("Access and notes"), "textarea") { Rows = "3", Maxlength = "1000", Hint = "A locked gate, a dog, a key? Anything else that we should know?" });
        return form;
    }

    /// <summary>What is kept between the steps.</summary>
    public IReadOnlyDictionary<string, string> Kept(Form form) =>
        Names().Where(name => form[name] != "").ToDictionary(name => name, name => form[name]);

    public IReadOnlyList<Section> Sections(FormPage page)
    {
        IReadOnlyList<FormField> Of(params IEnumerable<string> names) => [.. page.Fields.Where(field => names.Contains(field.Name))];
        return
        [
            new(words.Word("When do you leave?"), "", Of(Day)),
            new(words.Word("What does the meter show?"), words.Word("Write down the digits from left to right."), Of(ReadingFields)),
            new(words.Word("Where does the final bill go?"), "", Of("line1", "line2", "city", "region", "postcode", "country", "email")),
            new(words.Word("Anything else?"), "", Of("moves-in", "note")),
        ];
    }

    /// <summary>The answers in words: for the review, and for the ticket.</summary>
    public IReadOnlyList<NewDetail> InWords(Form form) =>
    [
        new(words.Word("Move-out date"), words.LongDate(MoveOut(form))),
        .. _questions.Select(question => new NewDetail(question.Label, ReadingInWords(form, question))),
        new(words.Word("Forwarding address"), string.Join(", ", new[] { form["line1"], form["line2"], $"{form["city"]} {form["region"]} {form["postcode"]}".Replace("  ", " ", StringComparison.Ordinal), form["country"] }.Where(part => part != ""))),
        new(words.Word("E-mail address for the final bill"), form["email"]),
        .. form["moves-in"] == "" ? Array.Empty<NewDetail>() : [new NewDetail(words.Word("Who moves in"), form["moves-in"])],
        .. form["note"] == "" ? Array.Empty<NewDetail>() : [new NewDetail(words.Word("Access and notes"), form["note"])],
    ];

    public FinalReadRow ToRow(Form form, ContactLog log) => new()
    {
        AccountNumber = service.AccountNumber,
        ServiceId = service.Id,
        ContactLogId = log.Id,
        MeterNumber = service.MeterNumber,
        MoveOutOn = MoveOut(form),
        GivenAt = log.CreatedAt,
        ForwardLine1 = Contacts.Clean(form["line1"]),
        ForwardLine2 = Contacts.Clean(form["line2"]),
        ForwardCity = Contacts.Clean(form["city"]),
        ForwardRegion = Contacts.Clean(form["region"]),
        ForwardPostcode = Contacts.Clean(form["postcode"]),
        ForwardCountry = Contacts.Clean(form["country"]),
        BillEmail = form["email"],
        MovesIn = Contacts.Clean(form["moves-in"]),
        Note = Contacts.Clean(form["note"]),
        Values = [.. registers.Select((register, at) => new FinalReadValue { Register = register.Name, Value = _values[at]!.Value, HasRolledOver = _questions[at].HasRolled(form) })],
    };

    private string ReadingInWords(Form form, RegisterQuestion question)
    {
        var (register, value, rolled) = (question.Register, _values[question.At]!.Value, question.HasRolled(form));
        var shown = $"{words.Number(value)} {register.Unit}".TrimEnd();
        return register.LastOn is not { } last ? shown
            : $"{shown}, {words.Number(register.UsedAt(value, rolled))} {register.Unit} since {words.ShortDate(last)}{(rolled ? ", past all nines" : "")}";
    }

    private FormField Line(string name, string label, string autocomplete, bool required = false) => new(name, words.Word(label)) { Required = required, Autocomplete = autocomplete };

    private static DateOnly MoveOut(Form form) => DateOnly.ParseExact(form[Day], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private IEnumerable<string> ReadingFields => _questions.SelectMany(question => question.Names);

    private IEnumerable<string> Names() => ReadingFields.Concat([Day, "line1", "line2", "city", "region", "postcode", "country", "email", "moves-in", "note"]);

    internal sealed record Section(string Title, string Text, IReadOnlyList<FormField> Fields);
}
