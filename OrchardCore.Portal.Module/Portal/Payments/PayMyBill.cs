using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>From what is owed to Stripe's page: choose an amount, look it over, go. A retailer without Stripe keys shows its other ways to pay.</summary>
internal static class PayMyBill
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/pay", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/pay", Review).RequireAuthorization(Policies.Customer);
        portal.MapPost("/pay/start", Start).RequireAuthorization(Policies.Customer).Limited(new Limit("pay", 30, TimeSpan.FromMinutes(10)));
    }

    private static async Task<IResult> Show(HttpContext context, Customer customer, Desk desk, string? statement, CancellationToken stop)
    {
        if (!await desk.IsOpenAsync(stop)) return await desk.OtherWaysAsync(customer, stop);
        var payable = await desk.PayableAsync(customer, stop);
        return await desk.ChooseAsync(PayAmount.Ask(Form.Fresh(context), payable, statement ?? "", desk.Words), payable, statement ?? "", customer, stop);
    }

    private static async Task<IResult> Review(HttpContext context, Customer customer, Desk desk, CancellationToken stop)
    {
        if (!await desk.IsOpenAsync(stop)) return TypedResults.LocalRedirect(Links.To("/pay"));
        var (form, payable, amount) = await desk.ReadAsync(context, customer, stop);
        if (payable.Due.IsZero || !form.IsGood) return await desk.ChooseAsync(form, payable, form["statement"], customer, stop);
        return await desk.ReviewAsync(context, form, payable, amount, "", stop);
    }

    private static async Task<IResult> Start(HttpContext context, Customer customer, Desk desk, StartPayment start, CancellationToken stop)
    {
        if (!await desk.IsOpenAsync(stop)) return TypedResults.LocalRedirect(Links.To("/pay"));
        var (form, payable, amount) = await desk.ReadAsync(context, customer, stop);
        if (payable.Due.IsZero || !form.IsGood) return await desk.ChooseAsync(form, payable, form["statement"], customer, stop);
        // What was looked over is what is paid: when the ledger moved in between, the new amount is shown first.
        if (form["seen"] != amount.Minor.ToString(System.Globalization.CultureInfo.InvariantCulture))
            return await desk.ReviewAsync(context, form, payable, amount, "The amount has changed since you opened this page. Please look at it again.", stop);

        var outcome = await start.RunAsync(customer, now => PayAmount.Chosen(form, now, form["statement"], desk.Words) is var chosen && chosen > amount ? amount : chosen,
            new PayAsk(AttemptKind.Checkout, form["statement"], customer.Email), stop);
        return outcome switch
        {
            PayOutcome.GoTo go => TypedResults.Redirect(go.Url),   // the address is Stripe's own answer, never the browser's
            PayOutcome.NothingDue => TypedResults.LocalRedirect(Links.To("/pay")),
            _ => await desk.ReviewAsync(context, form, payable, amount, PayWords.Refusal(outcome, desk.Words), stop),
        };
    }

    /// <summary>What the three steps share.</summary>
    internal sealed class Desk(PortalDb db, RetailerScope scope, RetailerCalendar calendar, StripeAccounts accounts, StripeLine line, IPendingPayments ahead)
    {
        public Wording Words => scope.Current.Wording;

        public async ValueTask<bool> IsOpenAsync(CancellationToken stop) => await accounts.FindAsync(stop) is not null;

        public Task<Payable> PayableAsync(Customer customer, CancellationToken stop) => Payable.OfAsync(db, customer, calendar, stop);

        public async Task<IResult> OtherWaysAsync(Customer customer, CancellationToken stop) => WaysToPay.ToPage(await PayableAsync(customer, stop), customer, scope.Current, null, null);

        public async Task<(Form, Payable, Money)> ReadAsync(HttpContext context, Customer customer, CancellationToken stop)
        {
            var payable = await PayableAsync(customer, stop);
            var sent = await Form.SentAsync(context, stop);
            var form = PayAmount.Ask(sent, payable, sent["statement"], Words);
            var amount = PayAmount.Chosen(form, payable, form["statement"], Words);
            if (form.IsGood && PayAmount.Fault(amount, payable, Words) is { Length: > 0 } fault) form.Refuse("other", fault);
            return (form, payable, amount);
        }

        public async Task<IResult> ChooseAsync(Form form, Payable payable, string statement, Customer customer, CancellationToken stop) =>
            WaysToPay.ToPage(payable, customer, scope.Current, payable.Due < Payable.Least ? null : new PayForm(form.ToPage("/pay", Words.Word("Continue")), statement), await ahead.NextByItselfAsync(customer, payable.Standing, stop));

        public async Task<IResult> ReviewAsync(HttpContext context, Form form, Payable payable, Money amount, string problem, CancellationToken stop)
        {
            Guard.FormsMayLeadTo(context, await line.FormTargetsAsync(stop));
            var retailer = scope.Current;
            var rest = payable.Due - amount;
            if (problem != "") form.RefuseAll(problem);
            return new Page<PayReview>("Payments/PayReview", Words.Word("Look it over"), new PayReview(
                form.ToPage("/pay/start", $"{Words.Word("Pay")} {Words.Money(amount)}"), form["amount"], form["other"], form["statement"],
                amount.Minor.ToString(System.Globalization.CultureInfo.InvariantCulture), Words.Money(amount), Words.Currency.Code, scope.Current.LegalName is { Length: > 0 } legal ? legal : retailer.Name,
                rest.IsPositive ? $"After it, {Words.Money(rest)} is left to pay." : "It settles all that is due.",
                Links.To("/pay"), retailer.Name));
        }
    }

    internal sealed record PayReview(
        FormPage Form, string Choice, string Other, string Statement, string Seen, string Amount, string Currency, string Payee, string After, string BackHref, string Retailer);
}

/// <summary>The form of the first step, with the statement that it was opened from.</summary>
internal sealed record PayForm(FormPage Form, string Statement);
