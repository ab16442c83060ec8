using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Tenancy;
using Stripe;
using Stripe.Checkout;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>Our words in Stripe's, and Stripe's in ours.</summary>
internal static class StripeWords
{
    /// <summary>A reason of our own among Stripe's codes.</summary>
    public const string AccountChanged = "portal_account_changed";

    public const string AttemptKey = "portal_attempt", AccountKey = "portal_account";

    // Stripe's page speaks these (Checkout Session, locale); for the rest the browser decides.
    private static readonly HashSet<string> Locales = new(StringComparer.Ordinal) { "cs", "da", "de", "en", "en-GB", "es", "et", "fi", "fr", "hu", "it", "ja", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "vi" };

    public static string LocaleOf(Retailer retailer) => retailer.Culture switch
    {
        "en-US" or "en-CA" => "en",
        var en when en.StartsWith("en", StringComparison.Ordinal) => "en-GB",
        var other when Locales.Contains(other.Split('-')[0]) => other.Split('-')[0],
        _ => "auto",
    };

    public static Dictionary<string, string> MetadataOf(PaymentAttempt attempt, Retailer retailer) => new()
    {
        ["portal_retailer"] = retailer.Id,
        [AccountKey] = attempt.AccountNumber,
        [AttemptKey] = attempt.Id.ToString("N"),
        ["portal_reference"] = attempt.Reference,
    };

    /// <summary>Stripe's page in the retailer's own look (Checkout Session, branding_settings). Pictures must be reachable from outside.</summary>
    public static SessionBrandingSettingsOptions BrandingOf(Retailer retailer, string publicAddress) => new()
    {
        DisplayName = retailer.Name,
        BackgroundColor = "#ffffff",
        ButtonColor = retailer.Brand.Colour,
        BorderStyle = retailer.Brand.Radius switch { 0 => "rectangular", > 16 => "pill", _ => "rounded" },
        FontFamily = FontOf(retailer.Brand.Font),
        Logo = publicAddress.StartsWith("https://", StringComparison.Ordinal) && IsPicture(retailer.Brand.Logo) ? new() { Type = "url", Url = publicAddress + BrandFiles.PathOf(retailer.Brand.Logo, BrandFiles.Logo) } : null,
        Icon = publicAddress.StartsWith("https://", StringComparison.Ordinal) && IsPicture(retailer.Brand.Icon) ? new() { Type = "url", Url = publicAddress + BrandFiles.PathOf(retailer.Brand.Icon, BrandFiles.Icon) } : null,
    };

    public static PaidWith PaidWith(ChargePaymentMethodDetails? details) => details switch
    {
        { Card: { } card } => Gateway.PaidWith.Card(Capital(card.Brand), card.Last4),
        { AuBecsDebit: { } debit } => Gateway.PaidWith.Bank(debit.Last4),
        { BacsDebit: { } debit } => Gateway.PaidWith.Bank(debit.Last4),
        { SepaDebit: { } debit } => Gateway.PaidWith.Bank(debit.Last4),
        { NzBankAccount: { } account } => Gateway.PaidWith.Bank(account.Last4),
        { UsBankAccount: { } account } => Gateway.PaidWith.Bank(account.Last4),
        { Type: { Length: > 0 } type } => Gateway.PaidWith.Other(Capital(type.Replace('_', ' '))),
        _ => Gateway.PaidWith.Nothing,
    };

    public static PaidWith PaidWith(PaymentMethod? method) => method switch
    {
        { Card: { } card } => Gateway.PaidWith.Card(Capital(card.Brand), card.Last4),
        { AuBecsDebit: { } debit } => Gateway.PaidWith.Bank(debit.Last4),
        { BacsDebit: { } debit } => Gateway.PaidWith.Bank(debit.Last4),
        { SepaDebit: { } debit } => Gateway.PaidWith.Bank(debit.Last4),
        { NzBankAccount: { } account } => Gateway.PaidWith.Bank(account.Last4),
        { UsBankAccount: { } account } => Gateway.PaidWith.Bank(account.Last4),
        { Type: { Length: > 0 } type } => Gateway.PaidWith.Other(Capital(type.Replace('_', ' '))),
        _ => Gateway.PaidWith.Nothing,
    };

    /// <summary>Refund, status: a bank may send back what had succeeded.</summary>
    public static ReturnState StateOf(Refund refund) => refund.Status switch
    {
        "succeeded" => ReturnState.Refunded,
        "failed" or "canceled" => ReturnState.RefundFailed,
        _ => ReturnState.RefundPending,
    };

    /// <summary>Dispute, status. What Stripe may add is taken for a question: it moves no money until it is known to.</summary>
    public static ReturnState StateOf(Dispute dispute) => dispute.Status switch
    {
        "needs_response" or "under_review" => ReturnState.Disputed,
        "won" => ReturnState.DisputeWon,
        "lost" => ReturnState.DisputeLost,
        "warning_closed" or "prevented" => ReturnState.InquiryClosed,
        _ => ReturnState.Inquiry,
    };

    /// <summary>Why a payment was declined, as a customer can use it (Stripe, "Decline codes"). Suspected theft is never named.</summary>
    public static string Reason(string code) => code switch
    {
        "insufficient_funds" => "There was not enough money in the account.",
        "expired_card" => "The card has expired.",
        "incorrect_cvc" or "invalid_cvc" => "The security code did not match.",
        "card_velocity_exceeded" or "withdrawal_count_limit_exceeded" => "The card is over its limit.",
        "authentication_required" => "Your bank wants you to confirm the payment yourself.",
        "debit_not_authorized" => "Your bank says that the debit was not authorised.",
        AccountChanged => "We have changed our account with the payment service since, so we cannot look up how this payment ended.",
        "account_closed" or "bank_account_declined" or "no_account" or "bank_account_unusable" => "Your bank did not accept a debit from that account.",
        _ => "Your bank did not accept the payment.",
    };

    // Stripe offers a list of fonts; ours that are not on it fall back to its plain one.
    private static string FontOf(string font) => font switch
    {
        "Inter" => "inter",
        "Lato" => "lato",
        "Montserrat" => "montserrat",
        "Nunito" or "Nunito Sans" => "nunito",
        "Open Sans" => "open_sans",
        "Roboto" => "roboto",
        "Noto Sans" => "noto_sans",
        "Source Sans 3" or "Source Sans Pro" => "source_sans_pro",
        _ => "default",
    };

    private static bool IsPicture(string file) => file.EndsWith(".png", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".jpg", StringComparison.OrdinalIgnoreCase);

    private static string Capital(string? word) => word switch
    {
        null or "" or "unknown" => "",
        "amex" => "American Express",
        "unionpay" => "UnionPay",
        "jcb" => "JCB",
        "eftpos_au" => "eftpos",
        _ => char.ToUpperInvariant(word[0]) + word[1..],
    };
}
