using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What a day's intervals mean, in words.</summary>
internal static class DaySentence
{
    /// <summary>"14.2 kWh on Wednesday, 18 November 2026, 12 % more than on the same weekday a year before (12.7 kWh). The most was used at 6:00 pm: 1.2 kWh. 3 half hours estimated."</summary>
    public static string Of(DayView day, DayView? then, string unit, RetailerCalendar calendar, Wording words)
    {
        var known = day.Pieces.Where(piece => piece.Parts.Keys.Any(register => !UsageWords.IsExport(register))).ToList();
        List<string> said = [known.Count == 0 ? $"{words.Word("What was used is not known")} {words.Word("on")} {day.Day.ToString("D", words.Culture)}."
            : $"{UseSentence.Amount(day.Used, unit, words)} {words.Word("on")} {day.Day.ToString("D", words.Culture)}{Compared(day, then, unit, words)}."];
        if (known.MaxBy(piece => piece.Used) is { Used: > 0 } most) said.Add($"{words.Word("The most was used at")} {DayView.TimeOf(most, calendar, words)}: {UseSentence.Amount(most.Used, unit, words)}.");
        if (Of(day, UsageWords.IsControlledLoad) is > 0 and var controlled && controlled < day.Used) said.Add($"{UseSentence.Amount(controlled, unit, words)} of it {words.Word("on controlled load")}.");
        if (Of(day, UsageWords.IsExport) is > 0 and var sent) said.Add($"{UseSentence.Amount(sent, unit, words)} sent to the grid.");
        var (one, many) = Unit(day.Seconds);
        List<string> doubts = [];
        if (day.Pieces.Count(piece => piece.HasGuess) is > 0 and var guessed) doubts.Add($"{words.Count(guessed, one, many)} estimated");
        if (day.Pieces.Count(piece => piece is { IsLacking: true, IsOutside: false }) is > 0 and var lacking) doubts.Add($"{words.Count(lacking, one, many)} without data");
        if (doubts.Count > 0) said.Add(string.Join(", ", doubts) + ".");
        var hours = day.Pieces.Count * day.Seconds / 3600;
        if (hours != 24) said.Add($"{words.Word(hours < 24 ? "The clocks went forward" : "The clocks went back")}: {words.Word("the day had")} {hours.ToString(words.Culture)} {words.Word("hours")}.");
        return string.Join(' ', said);
    }

    private static decimal Of(DayView day, Func<string, bool> which) => day.Pieces.SelectMany(piece => piece.Parts).Where(part => which(part.Key)).Sum(part => part.Value);

    private static string Compared(DayView day, DayView? then, string unit, Wording words)
    {
        if (then is not { IsWhole: true, Used: > 0 } || !day.IsWhole) return "";
        var percent = decimal.Round(100 * (day.Used - then.Used) / then.Used, MidpointRounding.AwayFromZero);
        return percent == 0 ? $", {words.Word("as much as on the same weekday a year before")}"
            : $", {Math.Abs(percent).ToString(words.Culture)} % {words.Word(percent > 0 ? "more" : "less")} {words.Word("than on the same weekday a year before")} ({UseSentence.Amount(then.Used, unit, words)})";
    }

    private static (string One, string Many) Unit(int seconds) => seconds switch { 900 => ("quarter of an hour", "quarters of an hour"), 1800 => ("half hour", "half hours"), 3600 => ("hour", "hours"), _ => ("interval", "intervals") };
}
