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
    private readonly IReadOnlyList<RegisterQuestion> _questions = RegisterQuestion.Of(registers, words);
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
        registers.Select((register, at) => new NewDetail(_questions[at].Label, With(register, _values[at]))).Prepend(new NewDetail(words.Word("Day of the reading"), words.LongDate(DayOf(form))));

    /// <summary>A reading of today was taken just now; one of another day, at noon, or after the meter's last reading where that is later.</summary>
    public IEnumerable<Reading> ToRows(Form form)
    {
        var at = DayOf(form) is var day && day == calendar.Today ? calendar.UtcNow : calendar.ToUtc(day.ToDateTime(new TimeOnly(12, 0)));
        if (registers.Max(register => register.LastAt) is { } last && last >= at) at = last.AddSeconds(1);
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
        var (register, question) = (registers[at], _questions[at]);
        if (question.Ask(form, Day, calendar.Today) is not ({ } value, var isOdd)) return;
        _values[at] = value;
        if (isOdd) Doubt = $"{With(register, register.UsedAt(value, question.HasRolled(form)))} {words.Word("since the last reading is more than three times what is usual.")}";
        else if (question.HasRolled(form)) Doubt ??= words.Word("The meter has gone past all nines and begun again at zero.");
        else if (register.UsualUntil(calendar.Today) is null) Doubt ??= words.Word("We have too few readings of this meter to say what is usual.");
    }

    private string With(MeterRegister register, decimal value) => $"{words.Number(value)} {register.Unit}".TrimEnd();
}
