using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Activating;

/// <summary>A customer's first visit: the account number and a fact from the bill. Everybody gets the same answer; <see cref="SendActivationLink"/> does the rest.</summary>
internal static class Activation
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/activate", (HttpContext context, RetailerScope scope) => ToPage(Ask(Form.Fresh(context), scope.Current), scope.Current)).AllowAnonymous();
        portal.MapPost("/activate", Send).AllowAnonymous().Limited(Limits.Activate, Limits.ActivateAccount, "account");
        portal.MapGet("/activate/sent", Sent).AllowAnonymous();
    }

    private static async Task<Results<RedirectHttpResult, Page<Card>>> Send(
        HttpContext context, RetailerScope scope, SealedAsk sealing, PublicAddress address, IBackgroundJobClient jobs, CancellationToken stop)
    {
        var form = Ask(await Form.SentAsync(context, stop), scope.Current);
        if (!form.IsGood) return ToPage(form, scope.Current);
        var ask = sealing.Seal(new SendActivationLink.Ask(form["account"], form["statement"], address.Base));
        jobs.Enqueue<SendActivationLink>(job => job.RunAsync(scope.Current.Id, ask, CancellationToken.None));
        return TypedResults.LocalRedirect(Links.To("/activate/sent"));
    }

    private static Page<Card> Sent(RetailerScope scope) => Card.Page(new Card(
        "Look in your inbox",
        "If the two numbers belong together, we have sent a link to the e-mail address that we hold for the account. It works for 24 hours.",
        Form: null, [new("Back to sign in", Links.To("/sign-in"))],
        Help: $"Nothing after a few minutes? Look in your junk folder, check the numbers on your bill, or call us{ForgotPassword.Phone(scope.Current)}: we may hold an old address."));

    private static Form Ask(Form form, Retailer retailer) => form
        .Field(new FormField("account", "Account number") { Required = true, Maxlength = "40", Autocomplete = "off", Hint = "At the top of every bill. Spaces and hyphens do not matter." })
        .Field(new FormField("statement", Label(retailer.Wording.Word("statement number"))) { Required = true, Maxlength = "40", Autocomplete = "off", Hint = "Of any bill that you have had for this account." });

    private static string Label(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static Page<Card> ToPage(Form form, Retailer retailer) => Card.Page(new Card(
        "Activate your account", $"Have a bill from {retailer.Name} beside you. With two numbers from it we know which account is yours.",
        form.ToPage("/activate", "Send me a link"), [new("I have a sign-in", Links.To("/sign-in"))]));
}
