using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Dashboard;

/// <summary>The one strong thing of the dashboard: what there is to pay, until when, and the button.</summary>
/// <param name="PayHref">Empty where there is nothing to pay.</param>
/// <param name="ViewHref">Empty where there is no statement yet.</param>
internal sealed record DueCard(string Label, string Amount, string When, string Detail, string PayHref, string ViewHref)
{
    /// <summary>What AutoPay takes next; empty where bills are paid by hand.</summary>
    public string ByItself { get; init; } = "";
    public string Note { get; init; } = "";
    public string NoteHref { get; init; } = "";
    public string NoteLabel { get; init; } = "";

    /// <param name="bills">The newest first.</param>
    public static DueCard Of(Standing standing, IReadOnlyList<BilledPeriod> bills, bool isClosed, Wording words) =>
        standing.AmountDue.IsPositive ? ToPay(standing, bills, words) : Settled(standing, bills, isClosed, words);

    private static DueCard ToPay(Standing standing, IReadOnlyList<BilledPeriod> bills, Wording words)
    {
        var open = standing.Open.Count > 0 ? standing.Open[0] : null;
        var bill = bills.FirstOrDefault(one => one.Number == open?.Number);
        var when = standing.WhenDue(words) is { Length: > 0 } due ? due : $"It is not on a {words.Word("statement")} yet.";
        var partly = standing.IsOverdue && standing.Overdue < standing.AmountDue ? $" {words.Money(standing.Overdue)} of it is overdue." : "";
        List<string> detail = [];
        if (open is not null) detail.Add($"{(bill?.IsFinal == true ? words.Word("Final statement") : words.Word("Statement"))} {open.Number}");
        if (standing.Open.Count > 1) detail.Add($"and {words.Count(standing.Open.Count - 1, "earlier one", "earlier ones")}");
        if (standing.Open is [{ IsPartPaid: true } one]) detail.Add($"{words.Money(one.Raised - one.Left)} of {words.Money(one.Raised)} is paid");
        var card = new DueCard(words.Word(standing.Overdue == standing.AmountDue ? "Amount overdue" : "Amount due"), words.Money(standing.AmountDue),
            when + (partly == "" ? "" : "." + partly), string.Join(" · ", detail), Links.To("/pay"), ViewOf(open?.Number ?? (bills.Count > 0 ? bills[0].Number : "")));
        return !standing.IsOverdue ? card : card with
        {
            Note = words.Word("Trouble paying?"),
            NoteHref = Links.To("/contact?type=payment-extension"),
            NoteLabel = words.Word("Ask for more time"),
        };
    }

    /// <summary>The same with what is at the bank: it is not paid yet, and not to be paid twice.</summary>
    public DueCard With(Money pending, Standing standing, Wording words) => !pending.IsPositive ? this : this with
    {
        PayHref = pending < standing.AmountDue ? PayHref : "",
        Note = $"A payment of {words.Money(pending)} is with your bank.",
        NoteHref = Links.To("/transactions"),
        NoteLabel = words.Word("See it"),
    };

    private static DueCard Settled(Standing standing, IReadOnlyList<BilledPeriod> bills, bool isClosed, Wording words)
    {
        var statement = words.Word("statement");
        var credit = $"You are {words.Money(standing.Credit)} in credit.";
        var when = (bills.Count, standing.Balance.IsNegative, isClosed) switch
        {
            (_, true, true) => credit,
            (_, true, _) => $"{credit} It comes off your next {statement}.",
            (0, _, _) => $"Your first {statement} appears here on the day it is issued.",
            (_, _, true) when bills[0].IsFinal => $"Your final {statement} is settled. Thank you for having been with us.",
            _ => "All paid. Thank you.",
        };
        var card = new DueCard(words.Word("Nothing to pay"), words.Money(Money.Zero), when,
            bills.Count == 0 ? "" : $"{words.Word(bills[0].IsFinal ? "Final statement" : "Latest statement")} {bills[0].Number}", "", ViewOf(bills.Count > 0 ? bills[0].Number : ""));
        return !(isClosed && standing.Balance.IsNegative) ? card : card with
        {
            Note = words.Word("It is yours."),
            NoteHref = Links.To("/contact?type=refund"),
            NoteLabel = words.Word("Ask for a refund"),
        };
    }

    private static string ViewOf(string number) => number == "" ? "" : Links.To($"/statements/{Uri.EscapeDataString(number)}");
}

/// <summary>What all entries of the ledger come to today, in words: a sign alone is easily missed.</summary>
internal sealed record BalanceCard(string Amount, string Word, string Sentence, string Href)
{
    public static BalanceCard Of(Standing standing, Wording words) => new(
        words.Money(standing.Balance.Size),
        standing.Balance switch { { IsZero: true } => "", { IsNegative: true } => words.Word("in credit"), _ => words.Word("owing") },
        standing.Balance switch
        {
            { IsZero: true } => "You owe nothing, and nothing is owed to you.",
            { IsNegative: true } => $"You are {words.Money(standing.Credit)} in credit, after all {words.Word("statements")}, payments and adjustments up to today.",
            _ => $"You owe {words.Money(standing.Balance)}, after all {words.Word("statements")}, payments and adjustments up to today.",
        },
        Links.To("/transactions"));
}
