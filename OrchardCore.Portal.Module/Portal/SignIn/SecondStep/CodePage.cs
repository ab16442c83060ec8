using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>After the password: a code of the app, or a recovery code.</summary>
internal static class CodePage
{
    public const string Path = "/sign-in/code";
    private const string Refusal = "That code is not right, or was used before. Wait for the next one in your app. After five wrong codes this step is paused for 15 minutes, and longer each time.";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).AllowAnonymous();
        portal.MapPost(Path, Enter).AllowAnonymous().Limited(Limits.SignIn);
    }

    /// <summary>Where the password page leads who has a second step.</summary>
    public static string Href(string back) => Links.To(Path) + (back == "" ? "" : QueryString.Create("return", back));

    private static async Task<IResult> Show(HttpContext context, Halfway halfway, RetailerScope scope, CancellationToken stop) =>
        await halfway.FindAsync(context, stop) is null ? TypedResults.LocalRedirect(Links.To("/sign-in"))
            : ToPage(Ask(Form.Fresh(context), context.Request.Query["return"].ToString(), context.Request.Query["with"] == "recovery"), scope.Current, context.Request.Query["return"].ToString(), context.Request.Query["with"] == "recovery");

    private static async Task<IResult> Enter(
        HttpContext context, Halfway halfway, SecondFactors factors, SignInSessions sessions, RetailerScope scope, RateLimits limits, PortalDb db, ILogger<PortalUser> log, CancellationToken stop)
    {
        if (await halfway.FindAsync(context, stop) is not { } user) return TypedResults.LocalRedirect(Links.To("/sign-in"));
        var sent = await Form.SentAsync(context, stop);
        var form = Ask(sent, "", sent["with"] == "recovery");
        if (!form.IsGood) return ToPage(form, scope.Current, form["return"], form["with"] == "recovery");

        var network = RateLimitEndpoints.NetworkOf(context);
        if (!await limits.HasTryAsync(Limits.WrongFromNetwork, scope.Current, network)) return RateLimitEndpoints.TooMany(context, Limits.WrongFromNetwork);
        if (await factors.TryAsync(user.Id, form["code"], stop))
        {
            Halfway.End(context);
            await sessions.StartAsync(context, user, stop);
            log.SignedIn(user.Id);
            return TypedResults.LocalRedirect(await SignInPage.HomeAsync(db, user.Id, StaffRoles.Read(user.Role).Count > 0, form["return"], stop));
        }
        await limits.TakeAsync(Limits.WrongFromNetwork, scope.Current, network);
        form.RefuseAll(Refusal);
        return ToPage(form, scope.Current, form["return"], form["with"] == "recovery");
    }

    private static Form Ask(Form form, string back, bool recovery) => form
        .Field(new FormField("return", "Return", "hidden") { Value = back, Maxlength = "2000" })
        .Field(new FormField("with", "With", "hidden") { Value = recovery ? "recovery" : "" })
        .Field(recovery ? new FormField("code", "Recovery code") { Required = true, Maxlength = "20", Autocomplete = "off", Hint = "It works once." }
            : new FormField("code", "Code") { Required = true, Maxlength = "20", Autocomplete = "one-time-code", Inputmode = "numeric" });

    private static Page<Card> ToPage(Form form, Retailer retailer, string back, bool byRecovery)
    {
        var recovery = QueryString.Create([new("with", "recovery"), .. back == "" ? Array.Empty<KeyValuePair<string, string?>>() : [new("return", back)]]);
        return byRecovery
            ? Card.Page(new Card("One more step", "Type one of the recovery codes that you kept when you set up the second step.", form.ToPage(Path, "Sign in"), [new("Use the app", Href(back)), new("Start again", Links.To("/sign-in"))]))
            : Card.Page(new Card("One more step", $"Type the six digits that your authenticator app shows for {retailer.Name}.", form.ToPage(Path, "Sign in"), [new("Use a recovery code", Links.To(Path) + recovery), new("Start again", Links.To("/sign-in"))]));
    }
}
