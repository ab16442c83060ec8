using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Guest;

/// <summary>Paying without signing in: account number and postcode, then the amount due and a masked name. No history, no saved card.</summary>
internal static class GuestPay
{
    private const string Path = "/pay/guest";

    private static readonly Limit Looks = new("guest-pay", 20, TimeSpan.FromMinutes(15)), LooksAtOne = new("guest-pay-account", 8, TimeSpan.FromHours(1)), Starts = new("guest-pay-start", 20, TimeSpan.FromMinutes(15));

    // The same whatever is wrong: neither half is confirmed by itself.
    private const string NotFound = "There is no account with this number and postcode. Both are at the top of your bill; the postcode is that of the supply or the billing address.";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).AllowAnonymous();
        portal.MapPost(Path, Find).AllowAnonymous().Limited(Looks, LooksAtOne, "account");
        portal.MapPost(Path + "/start", Start).AllowAnonymous().Limited(Starts);
        portal.MapGet(Path + "/{payment:guid}", Back).AllowAnonymous();
    }

    private static async Task<IResult> Show(HttpContext context, Desk desk, CancellationToken stop) => desk.AskPage(Ask(Form.Fresh(context)), await desk.IsOpenAsync(stop));

    private static async Task<IResult> Find(HttpContext context, Desk desk, GuestAccounts accounts, CancellationToken stop)
    {
        if (!await desk.IsOpenAsync(stop)) return TypedResults.LocalRedirect(Links.To(Path));
        var form = Ask(await Form.SentAsync(context, stop));
        if (form.IsGood && await accounts.FindAsync(form["account"], form["postcode"], stop) is { } found)
            return await desk.PayPageAsync(context, found, Form.Fresh(context), stop);
        if (form.IsGood) form.RefuseAll(NotFound);
        return desk.AskPage(form, true);
    }

    private static async Task<IResult> Start(HttpContext context, Desk desk, GuestAccounts accounts, StartPayment start, CancellationToken stop)
    {
        var sent = await Form.SentAsync(context, stop);
        if (!await desk.IsOpenAsync(stop) || await accounts.OpenAsync(sent.Raw("slip"), stop) is not { } found) return TypedResults.LocalRedirect(Links.To(Path));
        var payable = await desk.PayableAsync(found, stop);
        var form = Questions(sent, payable, desk.Words);
        var amount = PayAmount.Chosen(form, payable, "", desk.Words);
        if (form.IsGood && payable.Due >= Payable.Least && PayAmount.Fault(amount, payable, desk.Words) is { Length: > 0 } fault) form.Refuse("other", fault);
        if (!form.IsGood || payable.Due.IsZero) return await desk.PayPageAsync(context, found, form, stop);

        var outcome = await start.RunAsync(found.Payer, now => Money.Min(amount, PayAmount.Chosen(form, now, "", desk.Words)), new PayAsk(AttemptKind.Guest, "", form["email"]), stop);
        if (outcome is PayOutcome.GoTo go) return TypedResults.Redirect(go.Url);
        form.RefuseAll(PayWords.Refusal(outcome, desk.Words));
        return await desk.PayPageAsync(context, found, form, stop);
    }

    /// <summary>The id of the attempt is the key to this page: 122 random bits that only Stripe and the payer's browser have. It shows no more than they know.</summary>
    private static async Task<IResult> Back(Guid payment, Desk desk, GuestAccounts accounts, SettlePayment settle, ILogger<SettlePayment> log, CancellationToken stop)
    {
        if (await accounts.FindPaymentAsync(payment, stop) is not { } attempt) return TypedResults.NotFound();
        var (now, asked) = await PayResult.LookAsync(attempt, settle, log, stop);
        return desk.ResultPage(now, asked);
    }

    private static Form Ask(Form form) => form
        .Field(new FormField("account", "Account number") { Required = true, Inputmode = "numeric", Maxlength = "40", Hint = "At the top of your bill.", Autocomplete = "off" })
        .Field(new FormField("postcode", "Postcode") { Required = true, Maxlength = "12", Autocomplete = "postal-code" });

    private static Form Questions(Form form, Payable payable, Wording words) => PayAmount.Ask(form, payable, "", words)
        .Field(new FormField("email", "E-mail address for the receipt", "email") { Autocomplete = "email" });

    /// <summary>What the steps share.</summary>
    internal sealed class Desk(PortalDb db, RetailerScope scope, RetailerCalendar calendar, StripeAccounts stripe, StripeLine line, GuestAccounts accounts)
    {
        public Wording Words => scope.Current.Wording;

        public async ValueTask<bool> IsOpenAsync(CancellationToken stop) => await stripe.FindAsync(stop) is not null;

        public Task<Payable> PayableAsync(GuestAccount found, CancellationToken stop) => Payable.OfAsync(db, found.Payer, calendar, stop);

        public Page<AskModel> AskPage(Form form, bool open) => new("Payments/Guest/GuestAsk", Words.Word("Pay a bill"), new AskModel(
            form.ToPage(Path, Words.Word("Continue")), open, open ? [] : PaymentWay.Of(scope.Current, Words.Word("your account number")), Links.To("/sign-in")), frame: FrameKind.Plain);

        public async Task<Page<PayModel>> PayPageAsync(HttpContext context, GuestAccount found, Form form, CancellationToken stop)
        {
            Guard.FormsMayLeadTo(context, await line.FormTargetsAsync(stop));
            var payable = await PayableAsync(found, stop);
            var asked = form.IsSent || payable.Due < Payable.Least ? form : Questions(form, payable, Words);
            return new Page<PayModel>("Payments/Guest/GuestPay", Words.Word("Pay a bill"), new PayModel(
                payable.Due < Payable.Least ? null : asked.ToPage(Path + "/start", Words.Word("Go to payment")), accounts.Seal(found), found.Payer.AccountNumber, found.MaskedName,
                Words.Money(payable.Due), payable.OnItsWay.IsPositive ? $"A payment of {Words.Money(payable.OnItsWay)} is with the bank and already taken off." : "",
                scope.Current.LegalName is { Length: > 0 } legal ? legal : scope.Current.Name, Links.To(Path)), frame: FrameKind.Plain);
        }

        public Page<ResultPage> ResultPage(PaymentAttempt attempt, bool asked)
        {
            var page = Payments.ResultPage.Of(attempt, asked, Words, calendar);
            // What leads into the portal proper is not for a guest.
            var primary = page.Primary.Href == attempt.Url ? page.Primary
                : asked ? new CellAction(Words.Word("Pay another bill"), Links.To(Path)) : page.Primary with { Href = Links.To(string.Create(CultureInfo.InvariantCulture, $"{Path}/{attempt.Id:N}")) };
            return new Page<ResultPage>("Payments/PayResult", page.Title, page with { Primary = primary }, frame: FrameKind.Plain);
        }
    }

    internal sealed record AskModel(FormPage Form, bool Open, IReadOnlyList<PaymentWay> Ways, string SignInHref);
    internal sealed record PayModel(FormPage? Form, string Slip, string Account, string Name, string Due, string Pending, string Payee, string BackHref);
}
