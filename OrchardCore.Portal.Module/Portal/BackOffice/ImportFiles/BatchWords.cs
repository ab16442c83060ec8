using System.Globalization;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>A batch in words.</summary>
internal sealed class BatchWords(Wording words, RetailerCalendar calendar)
{
    public string Time(DateTime? utc) => utc is { } at ? calendar.LocalTime(at).ToString("d MMM yyyy, h:mm tt", words.Culture) : "";
    public string Number(long number) => number.ToString("N0", words.Culture);
    public string Counted(long number, string one, string many) => $"{Number(number)} {(number == 1 ? one : many)}";

    /// <summary>A line of a file as an editor counts it.</summary>
    public static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string State(ImportBatch batch) => batch is { State: BatchState.Applied, Problems: > 0 } ? "Good rows applied" : StateName(batch.State);

    public static string StateName(BatchState state) => state switch
    {
        BatchState.Received => "Being checked",
        BatchState.Checked => "Being applied",
        BatchState.Rejected => "Refused",
        BatchState.Applied => "Applied",
        BatchState.Undoing => "Being undone",
        BatchState.Undone => "Undone",
        _ => "Failed",
    };

    public static string Tone(ImportBatch batch) => batch.State switch
    {
        BatchState.Applied when batch.Problems > 0 => "warn",
        BatchState.Applied => "good",
        BatchState.Rejected or BatchState.Failed => "bad",
        _ => "flat",
    };

    public static string Source(ImportSource source) => source switch
    {
        ImportSource.DropFolder => "Drop folder",
        ImportSource.Upload => "Uploaded here",
        ImportSource.Api => "API",
        _ => "Demo",
    };

    public static string Duration(ImportBatch batch) => (batch.FinishedAt - batch.StartedAt) switch
    {
        null => "",
        { TotalSeconds: < 60 } time => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { } time => $"{(int)time.TotalMinutes} min {time.Seconds} s",
    };

    public static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => $"{bytes >> 10} KB",
        < 1 << 30 => (bytes / 1048576m).ToString("0.#", CultureInfo.InvariantCulture) + " MB",
        _ => (bytes / 1073741824m).ToString("0.#", CultureInfo.InvariantCulture) + " GB",
    };
}
