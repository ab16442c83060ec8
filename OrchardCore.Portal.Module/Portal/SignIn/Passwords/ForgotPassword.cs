using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Passwords;

/// <summary>Asks for the address and says the same to everybody; the rest is done by <see cref="SendResetLink"/>, afterwards.</summary>
internal static class ForgotPassword
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/forgot-password", (HttpContext context) => ToPage(Ask(Form.Fresh(context)))).AllowAnonymous();
        portal.MapPost("/forgot-password", Send).AllowAnonymous().Limited(Limits.Forgot, Limits.ForgotForEmail, "email");
        portal.MapGet("/forgot-password/sent", Sent).AllowAnonymous();
    }

    private static async Task<Results<RedirectHttpResult, Page<Card>>> Send(
        HttpContext context, RetailerScope scope, SealedAsk sealing, PublicAddress address, IBackgroundJobClient jobs, CancellationToken stop)
    {
        var form = Ask(await Form.SentAsync(context, stop));
        if (!form.IsGood) return ToPage(form);
        var ask = sealing.Seal(new SendResetLink.Ask(form["email"], address.Base));
        jobs.Enqueue<SendResetLink>(job => job.RunAsync(scope.Current.Id, ask, CancellationToken.None));
        return TypedResults.LocalRedirect(Links.To("/forgot-password/sent"));
    }

    private static Page<Card> Sent(RetailerScope scope) => Card.Page(new Card(
        "Look in your inbox",
        "If there is a sign-in with that address, we have sent it a link to choose a new password. It works for one hour.",
        Form: null, [new("Back to sign in", Links.To("/sign-in"))],
        Help: $"Nothing after a few minutes? Look in your junk folder, check the address, or call us{Phone(scope.Current)}."));

    internal static string Phone(Retailer retailer) => retailer.Contact.Phone == "" ? "" : $" on {retailer.Contact.Phone}";

    private static Form Ask(Form form) => form.Field(new FormField("email", "E-mail address", "email") { Required = true, Autocomplete = "username" });

    private static Page<Card> ToPage(Form form) => Card.Page(new Card(
        "Forgot your password?", "Tell us the e-mail address that you sign in with, and we send you a link to choose a new one.",
        form.ToPage("/forgot-password", "Send the link"), [new("Back to sign in", Links.To("/sign-in"))]));
}
