using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>Times and states as the back office says them.</summary>
internal sealed record PaymentTimes(Wording Words, RetailerCalendar Calendar)
{
    public string Time(DateTime utc) => Calendar.LocalTime(utc).ToString("d MMM yyyy, HH:mm", Words.Culture);

    public static string Tone(PaymentState state) => state switch
    {
        PaymentState.Paid => "good",
        PaymentState.Processing or PaymentState.Started or PaymentState.Open => "warn",
        PaymentState.Failed or PaymentState.Disputed => "bad",
        _ => "",
    };

    public static string Kind(AttemptKind kind) => kind switch { AttemptKind.AutoPay => "AutoPay", AttemptKind.Guest => "Guest", _ => "Customer" };
}
