using System.Globalization;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.BackOffice.Holidays;

/// <summary>The retailer's opening hours, a line a day: both times, or neither where it is closed.</summary>
internal static class HoursForm
{
    private static readonly IReadOnlyList<DayOfWeek> Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static Form Ask(Form form, IReadOnlyList<OpeningHour> now)
    {
        var shown = now.Count == 0 ? OpeningHours.Usual : now;
        foreach (var day in Week)
        {
            var open = shown.FirstOrDefault(one => one.Day == day);
            form.Field(new FormField(Opens(day), $"{day} opens", "time") { Maxlength = "5", Value = Text(open?.Opens) }).Field(new FormField(Closes(day), $"{day} closes", "time") { Maxlength = "5", Value = Text(open?.Closes) });
        }
        return form;
    }

    /// <summary>What was sent; what is wrong with it is said in the form.</summary>
    public static List<OpeningHour> Read(Form form)
    {
        List<OpeningHour> week = [];
        foreach (var day in Week)
        {
            if (form[Opens(day)] == "" && form[Closes(day)] == "") continue;
            if (TimeIn(form[Opens(day)]) is not { } opens) form.Refuse(Opens(day), $"{day}: enter when you open, as in 09:00, or leave both empty.");
            else if (TimeIn(form[Closes(day)]) is not { } closes) form.Refuse(Closes(day), $"{day}: enter when you close, as in 17:00, or leave both empty.");
            else if (closes <= opens) form.Refuse(Closes(day), $"{day}: it would close before it opens. Midnight is 23:59.");
            else week.Add(new OpeningHour { Day = day, Opens = opens, Closes = closes });
        }
        if (form.IsGood && week.Count == 0) form.RefuseAll("Enter the hours of one day at least: a promise of hours must come to an end.");
        return week;
    }

    public static AuditText Changes(IReadOnlyList<OpeningHour> old, IReadOnlyList<OpeningHour> now) => AuditTrail.Changes(Week.Select(day => ($"{day}", Said(old.Count == 0 ? OpeningHours.Usual : old, day), Said(now, day))));

    /// <summary>What holds, in short: where it is another when the form comes back, somebody else was quicker.</summary>
    public static string Seen(IReadOnlyList<OpeningHour> now) => string.Join(", ", now.OrderBy(one => one.Day).Select(one => $"{one.Day} {Text(one.Opens)}-{Text(one.Closes)}"));

    public static Page ToPage(FormPage form, IReadOnlyList<OpeningHour> now) => new(form, Seen(now), [.. Week.Select(day => new Day($"{day}", form.Fields.First(field => field.Name == Opens(day)), form.Fields.First(field => field.Name == Closes(day))))]);

    private static string Opens(DayOfWeek day) => $"opens-{(int)day}";
    private static string Closes(DayOfWeek day) => $"closes-{(int)day}";

    private static TimeOnly? TimeIn(string text) => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Text(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Said(IEnumerable<OpeningHour> week, DayOfWeek day) => week.FirstOrDefault(one => one.Day == day) is { } open ? $"{Text(open.Opens)} to {Text(open.Closes)}" : "closed";

    /// <param name="Seen">The hours as the page shows them.</param>
    internal sealed record Page(FormPage Form, string Seen, IReadOnlyList<Day> Days);
    internal sealed record Day(string Name, FormField Opens, FormField Closes);
}
