using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice;

/// <summary>Instants as the back office says them: on the retailer's clock, to the minute.</summary>
internal sealed record OfficeTime(Wording Words, RetailerCalendar Calendar)
{
    public string Of(DateTime utc) => Calendar.LocalTime(utc).ToString("d MMM yyyy, HH:mm", Words.Culture);

    public string Of(DateTime? utc, string never) => utc is { } at ? Of(at) : never;
}
