using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>Turns an alert off from its mail, without signing in. The link shows nothing of the account, and a button does it: mail scanners follow links.</summary>
internal static class StopAlert
{
    public const string Path = "/usage/alerts/stop";

    /// <summary>
    /// For mail programs, in the head of the mail: whoever has the key may, so no token of a form has to go with it. A program that knows RFC 2369 alone opens it in a browser.
    /// </summary>
    public const string OneClickPath = Path + "/now";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).AllowAnonymous();
        portal.MapPost(Path, Stop).AllowAnonymous().Limited(new Limit("stop-alert", 60, TimeSpan.FromHours(1)));
        portal.MapGet(OneClickPath, Show).AllowAnonymous();
        // A provider sends it for all of its customers, from a few addresses; a key of 128 bits and more cannot be guessed however often one tries.
        portal.MapPost(OneClickPath, StopNow).AllowAnonymous().DisableAntiforgery().Limited(new Limit("stop-alert-now", 600, TimeSpan.FromMinutes(1)));
    }

    private static Page<Model> Show(HttpContext context, AlertStops stops, RetailerScope scope) =>
        !stops.IsOurs(context.Request.Query["key"].ToString()) ? NotOurs(scope)
            : new Page<Model>("Usage/Alerts/StopAlert", scope.Current.Wording.Word("Stop these e-mails"), new Model(scope.Current.Wording.Word("Stop these e-mails?"), scope.Current.Wording.Word("We will not tell you any more when you use more than the limit that you set."),
                Form.Fresh(context).ToPage(Path, scope.Current.Wording.Word("Stop them")), context.Request.Query["key"].ToString(), Links.To(AlertPage.Path)), frame: FrameKind.Plain);

    private static async Task<Page<Model>> Stop(HttpContext context, AlertStops stops, RetailerScope scope, CancellationToken stop) =>
        await stops.StopAsync((await Form.SentAsync(context, stop))["key"], stop) ? Said("Stopped", "You get no more e-mails of this alert.", scope) : NotOurs(scope);

    private static async Task<IResult> StopNow(HttpRequest request, AlertStops stops, CancellationToken stop) =>
        await stops.StopAsync(request.Query["key"].ToString(), stop) ? TypedResults.Ok() : TypedResults.NotFound();

    private static Page<Model> NotOurs(RetailerScope scope) => Said("This link does not work", "Sign in to see your alerts, or use the link of a newer e-mail.", scope);

    private static Page<Model> Said(string title, string text, RetailerScope scope) => new("Usage/Alerts/StopAlert", scope.Current.Wording.Word(title), new Model(scope.Current.Wording.Word(title), scope.Current.Wording.Word(text), null, "", Links.To(AlertPage.Path)), frame: FrameKind.Plain);

    internal sealed record Model(string Title, string Text, FormPage? Form, string Key, string AlertsHref);
}
