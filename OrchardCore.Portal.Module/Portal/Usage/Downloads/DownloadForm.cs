using System.Globalization;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>The download's days, those of the view to begin with, and a button for each kind of file. A GET form: the address is the file's own.</summary>
internal sealed record DownloadForm(string Action, string Service, string From, string To, string First, string Last, IReadOnlyList<DownloadForm.Kind> Kinds)
{
    internal sealed record Kind(string Value, string Label, string Hint);

    /// <param name="first">The first day of which anything is known, and the last.</param>
    /// <param name="inMarket">Whether the meter's data came from the market: only those have a place in NEM12.</param>
    public static DownloadForm Of(UseSubject subject, UseAsked asked, DateOnly first, DateOnly last, bool inMarket, Wording words) => new(Links.To(UsageDownload.Path), subject.Key,
        Text(asked.From < first ? first : asked.From), Text(asked.To > last ? last : asked.To), Text(first), Text(last),
        [
            new("csv", "CSV", words.Word("for a spreadsheet: every interval with its quality")),
            .. inMarket ? [new Kind("nem12", "NEM12", words.Word("the market's own format, for solar and battery quotes"))] : Array.Empty<Kind>(),
            new("espi", "Green Button", words.Word("for home energy apps")),
        ]);

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
