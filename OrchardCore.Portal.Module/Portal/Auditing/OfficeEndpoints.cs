using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Auditing;

internal static class OfficeEndpoints
{
    /// <summary>
    /// An endpoint of the back office: for those whom the policy lets in. What it changes is in the audit trail: in the handler's words, or,
    /// where it said none and its form was taken (answered with a redirect), as the bare fact.
    /// </summary>
    /// <param name="policy">One of <see cref="Policies.OfBackOffice"/>.</param>
    public static RouteHandlerBuilder ForOffice(this RouteHandlerBuilder endpoint, string policy) => endpoint.RequireAuthorization(policy).AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        var trail = context.RequestServices.GetRequiredService<AuditTrail>();
        trail.Enter(StaffMember.Of(context.User), Guard.TraceOf(context));
        var answer = await next(call);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !trail.HasNoted && WasTaken(answer))
            await trail.NoteNowAsync("Back office", context.Request.Method, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", detail: context.Request.Path.ToString());
        return answer;
    });

    /// <summary>Only for who has shown within some minutes that it is them. To be said before <see cref="ForOffice"/>: what is not done yet is not noted.</summary>
    public static RouteHandlerBuilder AfterProof(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        return await context.RequestServices.GetRequiredService<IProof>().AskAsync(context, context.RequestAborted) is { } page ? TypedResults.LocalRedirect(page) : await next(call);
    }).WithMetadata(ProofAsked.Here);

    private static bool WasTaken(object? answer) => answer is INestedHttpResult nested ? WasTaken(nested.Result) : answer is RedirectHttpResult;
}

/// <summary>That an endpoint asks for proof first: what handles keys and people must (a test holds it).</summary>
internal sealed class ProofAsked
{
    public static readonly ProofAsked Here = new();
}
