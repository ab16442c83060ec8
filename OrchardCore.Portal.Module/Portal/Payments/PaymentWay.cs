using System.Text.RegularExpressions;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Payments;

/// <summary>A way to pay, with the customer's own reference filled in and the numbers picked out so that they can be copied.</summary>
/// <param name="Line">All of it in one line, as a bill has room for: "Biller code 123456, reference: 20417781".</param>
/// <param name="Text">The retailer's sentence where it holds no numbers; empty where <paramref name="Numbers"/> say all of it.</param>
internal sealed partial record PaymentWay(string Icon, string Title, string Text, IReadOnlyList<PaymentWay.Number> Numbers, string LinkLabel, string LinkHref, string Line)
{
    internal sealed record Number(string Label, string Text);

    public static IReadOnlyList<PaymentWay> Of(Retailer retailer, string account) =>
        [.. retailer.PaymentOptions.Select(option => Of(option, account))];

    private static PaymentWay Of(PaymentOption option, string account)
    {
        var numbers = Labelled().Matches(option.Detail).Select(match => new Number(Capital(match.Groups["label"].Value),
            match.Groups["own"].Success ? account : match.Groups["value"].Value.TrimEnd())).ToList();
        var rest = Labelled().Replace(option.Detail, "").Trim(' ', ',', '.', ';');
        var text = numbers.Count == 0 ? option.Detail : rest.Length > 0 ? rest + "." : "";
        var asks = option.Detail.Contains("ask us", StringComparison.OrdinalIgnoreCase);
        return new PaymentWay(IconFor(option.Name), option.Name, text, numbers, asks ? "Ask us to set it up" : "", asks ? Links.To("/contact?type=direct-debit") : "",
            option.Detail.Replace("reference: your account number", $"reference: {account}", StringComparison.OrdinalIgnoreCase));
    }

    private static string IconFor(string name) => name.ToLowerInvariant() switch
    {
        var n when n.Contains("debit", StringComparison.Ordinal) => "repeat",
        var n when n.Contains("bpay", StringComparison.Ordinal) => "receipt",
        var n when n.Contains("transfer", StringComparison.Ordinal) || n.Contains("bank", StringComparison.Ordinal) => "landmark",
        var n when n.Contains("phone", StringComparison.Ordinal) => "phone",
        var n when n.Contains("post", StringComparison.Ordinal) => "mail",
        var n when n.Contains("centrepay", StringComparison.Ordinal) => "heart-handshake",
        var n when n.Contains("card", StringComparison.Ordinal) => "credit-card",
        _ => "wallet",
    };

    private static string Capital(string label) => char.ToUpperInvariant(label[0]) + label[1..];

    // "Biller code 123456, reference: your account number": a label, then a number or the words that stand for the customer's own.
    [GeneratedRegex(@"(?:,\s*)?(?<label>biller code|bsb|account|reference|crn)(?: number)?:?\s+(?:(?<own>your account number)|(?<value>\d[\d -]*\d[A-Z]?))", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();
}
