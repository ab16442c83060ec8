using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>Bills that pay themselves: from what, when, up to how much; what comes next and what was; skip once; off.</summary>
internal static class AutoPayPage
{
    private const string Path = "/pay/autopay";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).RequireAuthorization(Policies.Customer);
        portal.MapPost(Path, Save).RequireAuthorization(Policies.Customer);
        portal.MapPost(Path + "/skip", Skip).RequireAuthorization(Policies.Customer);
        portal.MapPost(Path + "/off", Off).RequireAuthorization(Policies.Customer);
    }

    private static async Task<IResult> Show(HttpContext context, Customer customer, Work work, StripeAccounts accounts, CancellationToken stop) =>
        await accounts.FindAsync(stop) is null ? TypedResults.LocalRedirect(Links.To("/pay")) : await work.ToPageAsync(context, customer, null, stop);

    private static async Task<IResult> Save(HttpContext context, Customer customer, Work work, AutoPayWishes wishes, StripeAccounts accounts, Notices notices, CancellationToken stop)
    {
        if (await accounts.FindAsync(stop) is null) return TypedResults.LocalRedirect(Links.To("/pay"));
        var form = await work.AskAsync(await Form.SentAsync(context, stop), customer, stop);
        if (!form.IsGood) return await work.ToPageAsync(context, customer, form, stop);
        notices.Put(context, "good", await wishes.SaveAsync(customer, work.WishOf(form), stop));
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<IResult> Skip(HttpContext context, Customer customer, AutoPayWishes wishes, Notices notices, CancellationToken stop)
    {
        notices.Put(context, "good", await wishes.SkipAsync(customer, stop));
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<IResult> Off(HttpContext context, Customer customer, AutoPayWishes wishes, Notices notices, CancellationToken stop)
    {
        notices.Put(context, "good", await wishes.StopAsync(customer, stop));
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    internal sealed class Work(PortalDb db, RetailerScope scope, AutoPayAhead ahead)
    {
        private Wording Words => scope.Current.Wording;

        private string Mandate => $"I ask {(scope.Current.LegalName is { Length: > 0 } legal ? legal : scope.Current.Name)} to take what is due on each {Words.Word("statement")} from the card or bank account chosen here, through its payment service Stripe, until I switch AutoPay off.";

        public async Task<Form> AskAsync(Form form, Customer customer, CancellationToken stop)
        {
            var plan = await db.AutoPayPlans.For(customer).SingleOrDefaultAsync(stop);
            var methods = await db.SavedMethods.For(customer).OrderBy(method => method.AddedAt).ToListAsync(stop);
            form.Field(new FormField("method", "Pay from", "radio")
            {
                Required = true,
                Value = plan?.MethodId ?? (methods.Count > 0 ? methods[0].Id : ""),
                Options = [.. methods.Select(method => new Choice(method.Id, method.With().Text, Hint: method.Method == PaymentMethod.DirectDebit ? "Takes up to three business days" : ""))],
            });
            form.Field(new FormField("days", "When", "select")
            {
                Required = true,
                Value = (plan?.DaysBefore ?? 0).ToString(CultureInfo.InvariantCulture),
                Options = [.. AutoPayRules.DaysBefore.Select(days => new Choice(days.ToString(CultureInfo.InvariantCulture), days switch { 0 => "On the due date", 1 => "1 day before it is due", _ => $"{days} days before it is due" }))],
            });
            form.Field(new FormField("cap", "Never more than")
            {
                Inputmode = "decimal",
                Prefix = Words.Currency.Sign.Trim(),
                Maxlength = "14",
                Value = plan?.Cap?.ToPlainText(Words.Currency.Decimals) ?? "",
                Hint = $"A {Words.Word("statement")} above it is left to you, and we write to you.",
            });
            form.Field(new FormField("agree", Mandate, "checkbox") { Required = true });
            if (form.IsSent && form["cap"] != "" && !TypedAmount.TryRead(form["cap"], Words.Currency, out _)) form.Refuse("cap", $"{PayAmount.Refused(new Money(25_000), Words)} Or leave it empty: then there is no limit.");
            if (form.IsSent && form["agree"] != "true") form.Refuse("agree", "Tick this to say that you agree: without it we may not take money.");
            return form;
        }

        /// <summary>What a good form says.</summary>
        public AutoPayWish WishOf(Form form) => new(form["method"], int.Parse(form["days"], CultureInfo.InvariantCulture), TypedAmount.TryRead(form["cap"], Words.Currency, out var cap) ? cap : null, Mandate);

        public async Task<Page<Model>> ToPageAsync(HttpContext context, Customer customer, Form? form, CancellationToken stop)
        {
            var plan = await db.AutoPayPlans.For(customer).SingleOrDefaultAsync(stop);
            var hasMethods = await db.SavedMethods.For(customer).AnyAsync(stop);
            var debits = await db.AutoPayDebits.For(customer).OrderByDescending(debit => debit.On).ThenByDescending(debit => debit.Id).Take(12).ToListAsync(stop);
            var asked = form ?? await AskAsync(Form.Fresh(context), customer, stop);
            return new Page<Model>("Payments/AutoPay/AutoPayPage", Words.Word("AutoPay"), new Model(
                plan is not null, hasMethods, asked.ToPage(Path, Words.Word(plan is null ? "Switch AutoPay on" : "Save changes")),
                await ahead.NextAsync(customer, null, stop), [.. debits.Where(debit => debit.State != DebitState.Planned).Select(LineOf)],
                debits.Exists(debit => debit.State is DebitState.Planned or DebitState.Again) || plan is { SkipNext: false } ? Words.Word("Skip the next one") : Words.Word("Do not skip the next one"),
                Links.To(Path + "/skip"), Links.To(Path + "/off"), Links.To("/pay/methods"), Links.To("/pay")));
        }

        private Line LineOf(AutoPayDebit debit)
        {
            var (text, tone) = debit.State switch
            {
                DebitState.Asked => ("With the bank", "warn"),
                DebitState.Paid => ("Paid", "good"),
                DebitState.Again => ($"Refused, again on {Words.ShortDate(debit.On)}", "bad"),
                DebitState.Failed => ("Refused", "bad"),
                DebitState.Skipped => ("Left out", ""),
                DebitState.OverCap => ("Above your limit", "warn"),
                _ => ("Was paid already", ""),
            };
            return new($"{Words.Word("Statement")} {debit.StatementNumber}", $"{Words.Money(debit.Amount)}, {Words.ShortDate(debit.On)}", debit.Reason == "" ? "" : StripeWords.Reason(debit.Reason), text, tone);
        }
    }

    internal sealed record Model(
        bool On, bool HasMethods, FormPage Form, string Next, IReadOnlyList<Line> Past, string SkipLabel, string SkipAction, string OffAction, string MethodsHref, string BackHref);
    internal sealed record Line(string Title, string Text, string Reason, string State, string Tone);
}
