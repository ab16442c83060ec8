using System.Globalization;
using OrchardCore.Portal.Payments.Attempts;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>Payments and what became of them, as the back office says it.</summary>
internal static class PaymentWords
{
    /// <summary>What is told where <see cref="TryWindow"/> says no.</summary>
    public const string WindowAsked = "Give both dates as 2026-03-31, the first not after the last.";

    /// <summary>Two dates that were sent, as a date field or an address writes them; an empty one is the default.</summary>
    public static bool TryWindow(string? from, string? to, (DateOnly From, DateOnly To) usual, out (DateOnly From, DateOnly To) window)
    {
        var good = TryDay(from, usual.From, out window.From) & TryDay(to, usual.To, out window.To);
        return good && window.From <= window.To;
    }

    private static bool TryDay(string? text, DateOnly usual, out DateOnly day)
    {
        day = usual;
        return string.IsNullOrWhiteSpace(text) || DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

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
