using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Methods;

/// <summary>Saved cards and bank accounts: shown, added at Stripe, removed.</summary>
internal static class MethodList
{
    private const string Path = "/pay/methods";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).RequireAuthorization(Policies.Customer);
        portal.MapPost(Path, Add).RequireAuthorization(Policies.Customer).Limited(new Limit("add-method", 10, TimeSpan.FromMinutes(10)));
        portal.MapGet(Path + "/added", Added).RequireAuthorization(Policies.Customer);
        portal.MapPost(Path + "/{method}/remove", Remove).RequireAuthorization(Policies.Customer);
    }

    private static async Task<IResult> Show(HttpContext context, Customer customer, PortalDb db, StripeAccounts accounts, StripeLine line, AutoPayAhead ahead, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        if (await accounts.FindAsync(stop) is null) return TypedResults.LocalRedirect(Links.To("/pay"));
        Guard.FormsMayLeadTo(context, await line.FormTargetsAsync(stop));
        var used = await db.AutoPayPlans.For(customer).Select(plan => plan.MethodId).SingleOrDefaultAsync(stop);
        var methods = await db.SavedMethods.For(customer).OrderBy(method => method.AddedAt).ToListAsync(stop);
        var words = scope.Current.Wording;
        return new Page<Model>("Payments/Methods/MethodList", words.Word("Saved cards and accounts"), new Model(
            Form.Fresh(context).ToPage(Path, words.Word("Add a card or bank account")),
            [.. methods.Select(method => new Line(method.With().Text, Note(method, calendar, words), Tone(method, calendar), method.Method == PaymentMethod.Card ? "credit-card" : "landmark", method.Id == used, Links.To($"{Path}/{method.Id}/remove")))],
            Links.To("/pay"), Links.To("/pay/autopay"), await ahead.NextAsync(customer, null, stop)));
    }

    private static async Task<IResult> Add(HttpContext context, Customer customer, SavedMethods methods, StripeAccounts accounts, Notices notices, CancellationToken stop)
    {
        if (await accounts.FindAsync(stop) is null) return TypedResults.LocalRedirect(Links.To("/pay"));
        try
        {
            return TypedResults.Redirect(await methods.OpenAsync(customer, stop));
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop))
        {
            notices.Put(context, "bad", "The page for saving a card could not be opened just now. Try again in a minute.");
            return TypedResults.LocalRedirect(Links.To(Path));
        }
    }

    private static async Task<IResult> Added(HttpContext context, Customer customer, string? session, SavedMethods methods, Notices notices, CancellationToken stop)
    {
        var taken = false;
        try
        {
            taken = session is { Length: > 0 and < 200 } && await methods.TakeFromPageAsync(customer, session, stop);
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is InvalidOperationException)
        {
            // Stripe's event brings it a little later.
        }
        notices.Put(context, taken ? "good" : "warn", taken ? "It is saved, and Stripe offers it to you when you pay." : "It is not here yet. Load this page again in a minute.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<IResult> Remove(string method, HttpContext context, Customer customer, PortalDb db, SavedMethods methods, Notices notices, CancellationToken stop)
    {
        if (await db.SavedMethods.ToChangeFor(customer).SingleOrDefaultAsync(one => one.Id == method, stop) is not { } held) return TypedResults.NotFound();
        if (await db.AutoPayPlans.For(customer).AnyAsync(plan => plan.MethodId == method, stop))
        {
            notices.Put(context, "warn", "AutoPay uses it. Choose another one for AutoPay first, or switch AutoPay off.");
            return TypedResults.LocalRedirect(Links.To(Path));
        }
        try
        {
            await methods.RemoveAsync(held, stop);
            notices.Put(context, "good", $"{held.With().Text} is removed, here and at Stripe.");
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop))
        {
            notices.Put(context, "bad", "Stripe gave no answer, so nothing was removed. Try again in a minute.");
        }
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static string Note(SavedMethod method, RetailerCalendar calendar, Wording words) => method.ExpiresOn is not { } month ? "Direct debit"
        : month.AddMonths(1) <= calendar.Today ? "Expired" : month.AddMonths(1) <= calendar.Today.AddMonths(2) ? $"Expires soon, {month.ToString("MM/yy", words.Culture)}" : $"Expires {month.ToString("MM/yy", words.Culture)}";

    private static string Tone(SavedMethod method, RetailerCalendar calendar) => method.ExpiresOn is not { } month ? "" : month.AddMonths(1) <= calendar.Today ? "bad" : month.AddMonths(1) <= calendar.Today.AddMonths(2) ? "warn" : "";

    internal sealed record Model(FormPage Form, IReadOnlyList<Line> Methods, string BackHref, string AutopayHref, string Autopay);
    internal sealed record Line(string Name, string Note, string Tone, string Icon, bool Autopay, string RemoveAction);
}
