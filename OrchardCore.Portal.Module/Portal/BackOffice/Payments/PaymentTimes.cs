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
        PaymentState.Failed or PaymentState.Disputed or PaymentState.OutOfReach => "bad",
        _ => "",
    };

    public static string Name(PaymentState state) => state == PaymentState.OutOfReach ? "Out of reach" : state.ToString();

    public static string Kind(AttemptKind kind) => kind switch { AttemptKind.AutoPay => "AutoPay", AttemptKind.Guest => "Guest", _ => "Customer" };

    public static string Name(ReturnState state) => state switch
    {
        ReturnState.RefundPending => "Refund not sent yet",
        ReturnState.Refunded => "Refunded",
        ReturnState.RefundFailed => "Refund failed",
        ReturnState.Inquiry => "The bank asks",
        ReturnState.Disputed => "Disputed",
        ReturnState.DisputeWon => "Dispute won",
        ReturnState.DisputeLost => "Dispute lost",
        _ => "Question closed",
    };

    public static string Tone(ReturnState state) => state switch
    {
        ReturnState.DisputeWon or ReturnState.InquiryClosed => "good",
        ReturnState.RefundPending or ReturnState.Inquiry => "warn",
        ReturnState.RefundFailed or ReturnState.Disputed or ReturnState.DisputeLost => "bad",
        _ => "",
    };
}
