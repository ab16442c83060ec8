using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>What a register shows, as every form asks for it: the digits, and where they are odd, whether they are sure or past all nines.</summary>
/// <param name="At">Its place among the registers of the meter.</param>
internal sealed record RegisterQuestion(MeterRegister Register, int At, bool IsOnly, Wording Words)
{
    private string Reading => $"reading-{At}";
    private string Rolled => $"rolled-{At}";
    private string Sure => $"sure-{At}";

    public static IReadOnlyList<RegisterQuestion> Of(IReadOnlyList<MeterRegister> registers, Wording words) =>
        [.. registers.Select((register, at) => new RegisterQuestion(register, at, registers.Count == 1, words))];

    /// <summary>The names of its fields, in their order.</summary>
    public IReadOnlyList<string> Names => [Reading, Sure, Rolled];

    public string Label => (IsOnly, int.TryParse(Register.Name, out _)) switch
    {
        (true, _) => Words.Word("Meter reading"),
        (_, true) => $"{Words.Word("Meter reading")}, {Words.Word("register")} {Register.Name}",
        _ => $"{Words.Word("Meter reading")}, {Register.Name}",
    };

    public bool HasRolled(Form form) => form[Rolled] == "true";

    /// <param name="day">The field that says on which day it was read.</param>
    /// <returns>What it shows; null before it is sent, and where it was refused.</returns>
    public (decimal? Value, bool IsOdd) Ask(Form form, string day, DateOnly today)
    {
        form.Field(new FormField(Reading, Label)
        {
            Required = true,
            Inputmode = Register.Decimals == 0 ? "numeric" : "decimal",
            Autocomplete = "off",
            Maxlength = "20",
            Suffix = Register.Unit,
            Hint = Register.Last is { } last ? $"Last reading {Words.Number(last)} {Register.Unit} on {Words.LongDate(Register.LastOn!.Value)}." : "We have no reading of it yet.",
        });
        var isOdd = false;
        DateOnly? on = DateOnly.TryParseExact(form[day], "yyyy-MM-dd", out var given) ? given : null;
        var value = form.IsSent ? FinalReadRules.CheckReading(form, Reading, Register, HasRolled(form), form[Sure] == "true", on, today, Words, out isOdd) : null;
        if (isOdd) form.Field(new FormField(Sure, Words.Word("I have looked again, and this is what the meter shows"), "checkbox"));
        if (Register.Last is not null) form.Field(new FormField(Rolled, Words.Word("The meter has gone past all nines and begun again at zero"), "checkbox"));
        return (value, isOdd);
    }
}
