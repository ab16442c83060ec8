using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>What is to pay, for what, and every way to pay it: at once where the retailer takes payments here; and whom to ask when that is hard.</summary>
internal static class WaysToPay
{
    /// <param name="form">Nothing where the retailer takes no payments here, or nothing is due.</param>
    /// <param name="byItself">What AutoPay does next, empty where it is off; nothing where the retailer takes no payments here.</param>
    public static Page<Model> ToPage(Payable payable, Customer customer, Retailer retailer, PayForm? form, string? byItself)
    {
        var words = retailer.Wording;
        var standing = payable.Standing;
        return new Page<Model>("Payments/WaysToPay", words.Word("Pay my bill"), new Model
        {
            InWords = standing.InWords(words),
            Owes = standing.AmountDue.IsPositive,
            AmountLabel = standing.Credit.IsPositive ? "In credit" : "Amount due",
            Amount = words.Money(standing.Credit.IsPositive ? standing.Credit : standing.AmountDue),
            When = standing.WhenDue(words),
            Late = standing.IsOverdue,
            Account = customer.AccountNumber,
            Pending = Pending(payable, words),
            Covers = Covers(standing, words),
            Pay = form,
            Open = byItself is not null,
            Autopay = byItself ?? "",
            AutopayHref = Links.To("/pay/autopay"),
            MethodsHref = Links.To("/pay/methods"),
            Ways = PaymentWay.Of(retailer, customer.AccountNumber),
            Phone = retailer.Contact.Phone,
            Hours = retailer.Contact.Hours,
            Help = Help(standing),
            PaidHref = Links.To("/contact?type=payment-advice"),
        });
    }

    /// <summary>What is with the bank already, and that it is not to be paid again.</summary>
    private static NoticePage? Pending(Payable payable, Wording words) => payable.OnItsWay switch
    {
        { IsZero: true } => null,
        var all when payable.Due.IsZero => new("", $"Your payment of {words.Money(all)} is with your bank. A bank debit takes up to three business days. There is nothing more to pay now."),
        var some => new("", $"Your payment of {words.Money(some)} is with your bank, which takes up to three business days. What is left to pay is {words.Money(payable.Due)}."),
    };

    private static List<Covered> Covers(Standing standing, Wording words)
    {
        var open = standing.Open.Reverse().Select(one => new Covered(one.Number, Links.To($"/statements/{Uri.EscapeDataString(one.Number)}"),
            one.DueOn < standing.Today ? $"overdue since {words.ShortDate(one.DueOn)}" : $"due {words.ShortDate(one.DueOn)}", words.Money(one.Left), one.DueOn < standing.Today)).ToList();
        var rest = standing.AmountDue - new Money(standing.Open.Sum(one => one.Left.Minor));
        if (rest.IsPositive) open.Add(new Covered("Other", "", "not on a bill yet", words.Money(rest), false));
        return open;
    }

    private static List<CellAction> Help(Standing standing) => standing.AmountDue.IsPositive
        ? [new("Ask for more time", Links.To("/contact?type=payment-extension")), new("Ask for a payment plan or other help", Links.To("/contact?type=hardship"))]
        : [new("Talk to us about help to pay", Links.To("/contact?type=hardship"))];

    internal sealed record Model
    {
        public required string InWords { get; init; }
        public required bool Owes { get; init; }
        public required string AmountLabel { get; init; }
        public required string Amount { get; init; }
        public required string When { get; init; }
        public required bool Late { get; init; }
        public required string Account { get; init; }
        public required NoticePage? Pending { get; init; }

        /// <summary>The statements that the amount is for, oldest first.</summary>
        public required IReadOnlyList<Covered> Covers { get; init; }

        /// <summary>How much to pay now; nothing where nothing can be paid here.</summary>
        public required PayForm? Pay { get; init; }

        /// <summary>Whether the retailer takes payments here.</summary>
        public required bool Open { get; init; }

        /// <summary>What AutoPay does next; empty where it is off.</summary>
        public required string Autopay { get; init; }
        public required string AutopayHref { get; init; }
        public required string MethodsHref { get; init; }
        public required IReadOnlyList<PaymentWay> Ways { get; init; }
        public required string Phone { get; init; }
        public required string Hours { get; init; }
        public required IReadOnlyList<CellAction> Help { get; init; }
        public required string PaidHref { get; init; }
    }

    internal sealed record Covered(string Number, string Href, string Due, string Amount, bool Late);
}
