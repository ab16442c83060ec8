using System.Globalization;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>The questions of a customer's own reading: its day, and what each register shows, judged as a final read's are.</summary>
internal sealed class SelfReadForm(EnergyService service, IReadOnlyList<MeterRegister> registers, Wording words, RetailerCalendar calendar)
{
    private const string Day = "read-on";
    private readonly decimal[] _values = new decimal[registers.Count];

    /// <summary>Why a person has to look at it; null where it is usual.</summary>
    public string? Doubt { get; private set; }

    public Form Ask(Form form)
    {
        var (earliest, today) = (FinalReadRules.Earliest(service, registers), calendar.Today);
        form.Field(new FormField(Day, words.Word("Day of the reading"), "date") { Required = true, Min = Wording.Iso(earliest), Max = Wording.Iso(today), Value = Wording.Iso(today) });
        if (form.IsSent && DateOnly.TryParseExact(form[Day], "yyyy-MM-dd", out var day) && (day < earliest || day > today))
            form.Refuse(Day, $"Enter a day from {words.LongDate(earliest)}, when the meter was last read, up to today.");
        for (var at = 0; at < registers.Count; at++) AskReading(form, at);
        return form;
    }

    public static DateOnly DayOf(Form form) => DateOnly.ParseExact(form[Day], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Said(Form form) => $"{string.Join(", ", registers.Select((register, at) => With(register, _values[at])))} {words.Word("on")} {words.LongDate(DayOf(form))}";

    public IEnumerable<NewDetail> InWords(Form form) =>
        registers.Select((register, at) => new NewDetail(LabelOf(register), With(register, _values[at]))).Prepend(new NewDetail(words.Word("Day of the reading"), words.LongDate(DayOf(form))));

    /// <summary>A reading of today was taken just now; one of another day, at noon.</summary>
    public IEnumerable<Reading> ToRows(Form form)
    {
        var at = DayOf(form) is var day && day == calendar.Today ? calendar.UtcNow : calendar.ToUtc(day.ToDateTime(new TimeOnly(12, 0)));
        return registers.Select((register, place) => new Reading
        {
            MeterNumber = service.MeterNumber,
            Register = register.Name,
            ReadAt = at,
            Value = _values[place],
            Unit = register.Unit,
            Quality = ReadingQuality.Customer,
        });
    }

    private void AskReading(Form form, int at)
    {
        var register = registers[at];
        var (reading, rolled, sure) = ($"reading-{at}", $"rolled-{at}", $"sure-{at}");
        form.Field(new FormField(reading, LabelOf(register))
        {
            Required = true,
            Inputmode = register.Decimals == 0 ? "numeric" : "decimal",
            Autocomplete = "off",
            Maxlength = "20",
            Suffix = register.Unit,
            Hint = register.Last is { } last ? $"Last reading {words.Number(last)} {register.Unit} on {words.LongDate(register.LastOn!.Value)}." : "We have no reading of it yet.",
        });
        var asksIfSure = false;
        DateOnly? day = DateOnly.TryParseExact(form[Day], "yyyy-MM-dd", out var given) ? given : null;
        if (form.IsSent && FinalReadRules.CheckReading(form, reading, register, form[rolled] == "true", form[sure] == "true", day, calendar.Today, words, out asksIfSure) is { } value)
        {
            _values[at] = value;
            if (asksIfSure) Doubt = $"{With(register, register.UsedAt(value, form[rolled] == "true"))} {words.Word("since the last reading is more than three times what is usual.")}";
            else if (form[rolled] == "true") Doubt ??= words.Word("The meter has gone past all nines and begun again at zero.");
        }
        if (asksIfSure) form.Field(new FormField(sure, words.Word("I have looked again, and this is what the meter shows"), "checkbox"));
        if (register.Last is not null) form.Field(new FormField(rolled, words.Word("The meter has gone past all nines and begun again at zero"), "checkbox"));
    }

    private string With(MeterRegister register, decimal value) => $"{words.Number(value)} {register.Unit}".TrimEnd();

    private string LabelOf(MeterRegister register) => (registers.Count, int.TryParse(register.Name, out _)) switch
    {
        (1, _) => words.Word("Meter reading"),
        (_, true) => $"{words.Word("Meter reading")}, {words.Word("register")} {register.Name}",
        _ => $"{words.Word("Meter reading")}, {register.Name}",
    };
}
