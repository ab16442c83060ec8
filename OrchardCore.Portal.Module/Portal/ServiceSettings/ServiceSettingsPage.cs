using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ServiceSettings;

/// <summary>How bills come: by e-mail or by post, with the address that each would go to.</summary>
internal static class ServiceSettingsPage
{
    private const string Email = "email", Post = "post";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/settings", Show).RequireAuthorization(Policies.Customer);
        portal.MapPost("/settings", Save).RequireAuthorization(Policies.Customer);
    }

    private static async Task<Page<Model>> Show(HttpContext context, Customer customer, PortalDb db, RetailerScope scope, CancellationToken stop)
    {
        var account = await db.Accounts.For(customer).SingleAsync(stop);
        var approvals = await Approvals.OfAsync(db, stop);
        return ToPage(Ask(Form.Fresh(context), account, scope.Current.Wording, approvals), account, scope.Current.Wording);
    }

    private static async Task<Results<Page<Model>, RedirectHttpResult>> Save(
        HttpContext context, Customer customer, PortalDb db, RetailerScope scope, DetailChanges changes, Notices notices, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var account = await db.Accounts.ToChangeFor(customer).SingleAsync(stop);
        var approvals = await Approvals.OfAsync(db, stop);
        var form = Ask(await Form.SentAsync(context, stop), account, words, approvals);
        if (form.IsGood && form["delivery"] == Post && AddressOf(account) == "") form.Refuse("delivery", "We have no address to post to yet. Add a billing address first.");
        if (!form.IsGood) return ToPage(form, account, words);

        var delivery = DetailCards.Delivery with { Label = $"How {words.Word("statements")} come", NeedsApproval = approvals.Has(DetailKind.Delivery) };
        DetailChange[] changed = form["delivery"] == delivery.Read(account) ? [] : [new(delivery, delivery.Read(account), form["delivery"])];
        try
        {
            var notice = await changes.TakeAsync(account, customer, changed, stop);
            if (delivery.NeedsApproval && changed.Length > 0) notices.Put(context, notice.Tone, notice.Text);
            else notices.Put(context, "good", $"Saved. Your {words.Word("statements")} come by {(account.BillDelivery == BillDelivery.Post ? $"post to {AddressOf(account)}" : $"e-mail to {account.Email}")}.");
            return TypedResults.LocalRedirect(Links.To("/settings"));
        }
        catch (DbUpdateConcurrencyException)
        {
            form.RefuseAll("These settings were changed by somebody else in this very moment. Look at them, and save again.");
            return ToPage(form, account, words);
        }
    }

    private static Form Ask(Form form, Account account, Wording words, Approvals approvals) => form.Field(new FormField("delivery", $"How would you like your {words.Word("statements")}?", "radio")
    {
        Required = true,
        Hint = approvals.Has(DetailKind.Delivery) ? "A change takes effect when we have checked it." : "",
        Value = DetailCards.Delivery.Read(account),
        Options =
        [
            new(Email, "By e-mail", Hint: $"To {account.Email}, with a link to read, download and pay."),
            new(Post, "By post", Hint: AddressOf(account) is { Length: > 0 } address ? $"On paper, to {address}." : "On paper. We have no address for this account yet."),
        ],
    });

    /// <summary>Where letters go: to the billing address, else to the customer's own.</summary>
    private static string AddressOf(Account account) => account.BillingAddress.ToText() is { Length: > 0 } billing ? billing : account.Address.ToText();

    private static Page<Model> ToPage(Form form, Account account, Wording words) => new("ServiceSettings/ServiceSettingsPage", words.Word("Service Settings"), new Model(
        words.Word("Service Settings"), $"How we send you {words.Word("statements")}. Whichever you choose, each one is here too on the day it is issued.",
        form.ToPage("/settings", words.Word("Save Changes")), Links.To("/account") + "#person", Links.To("/account") + "#billing",
        account.IsClosed ? $"This account is closed. Should there be another {words.Word("statement")}, it comes this way." : ""));

    internal sealed record Model(string Title, string Lead, FormPage Form, string EmailHref, string AddressHref, string Note);
}
