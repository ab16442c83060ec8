namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>When AutoPay writes, pays, and tries again.</summary>
internal static class AutoPayRules
{
    /// <summary>The notice goes out this many days before the debit; at once where the statement came later.</summary>
    public const int NoticeDays = 3;

    /// <summary>Not in the night: the customer may have to top up the account first.</summary>
    public static readonly TimeOnly FirstHour = new(8, 0);

    public static readonly IReadOnlyList<int> DaysBefore = [0, 1, 2, 3, 5, 7];

    // After the first refusal and after the second; the third is the last.
    private static readonly int[] Waits = [3, 7];

    /// <summary>The day of a debit: never before the day after its notice, so that there is time to say no; where a statement comes late, it waits for that.</summary>
    public static DateOnly DayFor(DateOnly due, int daysBefore, DateOnly today) =>
        due.AddDays(-daysBefore) is var wished && wished > today ? wished : today.AddDays(1);

    /// <summary>When a refused debit is tried again; nothing where that would change nothing (Stripe, "Decline codes": these need the customer).</summary>
    public static DateOnly? NextTry(string failure, int tries, DateOnly today) => failure switch
    {
        "expired_card" or "lost_card" or "stolen_card" or "pickup_card" or "authentication_required" or "debit_not_authorized" or "account_closed" or "resource_missing" or "payment_method_unexpected_state" => null,
        _ => tries <= Waits.Length ? today.AddDays(Waits[tries - 1]) : null,
    };
}
