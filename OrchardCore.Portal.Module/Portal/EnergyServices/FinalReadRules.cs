using System.Globalization;
using System.Text.RegularExpressions;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>What a final read must be, before it is sent: the same rules when the form is filled and when it is confirmed.</summary>
internal static partial class FinalReadRules
{
    private const int DaysAhead = 60;

    // A typing slip adds a digit or swaps two; a heat wave does not treble what is used.
    private const decimal TimesTheUsual = 3;

    /// <summary>Lived in, not left yet, and with a meter that a person can read.</summary>
    public static bool IsPossible(EnergyService service, DateOnly today) =>
        !service.IsOver(today) && service.MoveInOn <= today && service.Type is not ("internet" or "mobile" or "phone");

    public static DateOnly Earliest(EnergyService service, IEnumerable<MeterRegister> registers) =>
        registers.Select(register => register.LastOn).Append(service.MoveInOn).Max()!.Value;

    public static DateOnly Latest(DateOnly today) => today.AddDays(DaysAhead);

    /// <summary>Says what is wrong with the day.</summary>
    public static void CheckDay(Form form, string name, EnergyService service, IReadOnlyList<MeterRegister> registers, Wording words, DateOnly today)
    {
        if (!DateOnly.TryParseExact(form[name], "yyyy-MM-dd", out var day)) return;   // the form has said so
        if (day < service.MoveInOn) form.Refuse(name, $"Enter a day after you moved in, which was {words.LongDate(service.MoveInOn)}.");
        else if (Earliest(service, registers) is var earliest && day < earliest) form.Refuse(name, $"The meter was read on {words.LongDate(earliest)}. Enter that day or a later one.");
        else if (day > Latest(today)) form.Refuse(name, $"Enter a day up to {words.LongDate(Latest(today))}: {DaysAhead} days ahead at most.");
    }

    /// <summary>Reads what a register shows; says what is wrong with it. Null where something is.</summary>
    /// <param name="day">Of moving out, where it is known: a reading for a day to come is one of today.</param>
    public static decimal? CheckReading(Form form, string name, MeterRegister register, bool hasRolledOver, bool isSure, DateOnly? day, DateOnly today, Wording words, out bool asksIfSure)
    {
        asksIfSure = false;
        if (form[name] == "") return null;   // the form has said so
        if (!TryRead(form[name], register.Decimals, out var value))
        {
            form.Refuse(name, register.Decimals == 0
                ? "Enter the whole digits that the meter shows, without those after the point or in red."
                : $"Enter the digits that the meter shows, with {register.Decimals} after the point at most, as in 412.{"608213"[..Math.Min(6, register.Decimals)]}.");
            return null;
        }
        string With(decimal amount) => $"{words.Number(amount)} {register.Unit}".TrimEnd();
        if (register.Last is { } last && value < last && !hasRolledOver)
        {
            form.Refuse(name, $"The last reading was {With(last)}, on {words.LongDate(register.LastOn!.Value)}. Enter one that is not lower, or tick that the meter has gone past all nines.");
            return null;
        }
        if (register.Last <= value && hasRolledOver)
        {
            form.Refuse(name, $"This is not lower than the last reading, {With(register.Last.Value)}. Do not tick that the meter has gone past all nines.");
            return null;
        }
        var readOn = day is { } moving && moving < today ? moving : today;
        var used = register.UsedAt(value, hasRolledOver);
        if (register.UsualUntil(readOn) is { } usual && used > TimesTheUsual * usual)
        {
            asksIfSure = true;
            if (isSure) return value;
            form.Refuse(name, $"That is {With(used)} since {words.LongDate(register.LastOn!.Value)}. Usual would be about {With(decimal.Round(usual, register.Decimals == 0 ? 0 : 1))}. Please look again; if it is right, tick below.");
            return null;
        }
        return value;
    }

    private static bool TryRead(string text, int decimals, out decimal value)
    {
        value = 0;
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return Digits().Match(plain) is { Success: true } match && match.Groups[1].Length <= decimals
            && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    [GeneratedRegex(@"^[0-9]{1,10}(?:\.([0-9]+))?$")] private static partial Regex Digits();
}
