namespace OrchardCore.Portal.Demo.Billing;

/// <summary>What happens on an account after a bill and before the next one.</summary>
internal delegate IEnumerable<Entry> Habit(Bill bill);

internal static class Habits
{
    public static Habit OnTime(string method) => bill => bill.Age > 0 ? InFull(bill, method) : [];

    /// <summary>The last but one bill came back from the bank; nothing has been paid since.</summary>
    public static Habit Overdue => bill => bill.Age != 1 ? OnTime("direct debit")(bill) :
    [
        .. InFull(bill, "direct debit"),
        After(bill, "R", 20, "refund", bill.Balance, "Direct debit returned") with
        { Method = "direct debit", Comments = "Your bank sent this payment back: not enough money in the account. We charged no fee. Please pay another way." },
    ];

    public static Habit PartPaid => bill => bill.Age > 0 ? InFull(bill, "transfer") :
    [
        After(bill, "P", 5, "payment", -Math.Floor(bill.Balance / 2), "Part payment") with
        { Method = "transfer", Comments = "Pending: a bank transfer may take up to 3 business days to clear." },
    ];

    /// <summary>Paid a good deal more than one bill, and still lives on it.</summary>
    public static Habit Ahead(string method, decimal more) => bill => bill.Age switch
    {
        > 2 => InFull(bill, method),
        2 => [After(bill, "P", 10, "payment", -(bill.Balance + more), "Payment received, thank you") with { Method = method, Comments = "Paid ahead by customer" }],
        _ => [],
    };

    public static Habit Adjusted(string method, int age, decimal amount, string description, string comments) =>
        Then(OnTime(method), Credit(age, amount, description, comments));

    /// <summary>A deposit is set against the last bill, and what is over is paid out.</summary>
    public static Habit Refunded(decimal deposit) => bill => bill.Age switch
    {
        0 => [After(bill, "R", 3, "refund", -bill.Balance, "Refund of your credit") with { Method = "transfer", Comments = "Paid to your bank account ending 4471. Your account is closed." }],
        1 => [.. InFull(bill, "card"), After(bill, "A", 21, "adjustment", -deposit, "Deposit returned") with { Comments = "The deposit you paid when you moved in" }],
        _ => InFull(bill, "card"),
    };

    public static Habit CreditNote => bill => bill.Age != 1 ? OnTime("direct debit")(bill) : PaidLess(bill, EBills.CreditFor(bill));

    public static Habit Credit(int age, decimal amount, string description, string comments) => bill =>
        bill.Age == age ? [After(bill, "A", 21, "adjustment", amount, description) with { Comments = comments }] : [];

    public static Habit Then(Habit first, Habit second) => bill => first(bill).Concat(second(bill));

    private static Entry[] PaidLess(Bill bill, Bill credit) =>
    [
        new(credit.Number, credit.Issued, "adjustment", -credit.New, "Credit note", bill.Number) { Electronic = true },
        After(bill, "P", 18, "payment", credit.New - bill.Balance, "Payment received, thank you") with { Method = "direct debit" },
    ];

    // Nobody pays a bill that is in credit.
    private static Entry[] InFull(Bill bill, string method) => bill.Balance <= 0 ? [] :
        [After(bill, "P", 18, "payment", -bill.Balance, "Payment received, thank you") with { Method = method }];

    private static Entry After(Bill bill, string letter, int days, string kind, decimal amount, string description) =>
        new($"{letter}-{bill.Number}", bill.Issued.AddDays(days), kind, amount, description, bill.Number);
}
