using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>Lets requests with a key of this retailer through. What is refused gets no detail.</summary>
internal sealed class ApiKeyFilter(RateLimits limits) : IEndpointFilter
{
    // Plenty for a program that waits for its import, little for one that guesses keys.
    private static readonly Limit Known = new("api", 600, TimeSpan.FromMinutes(1));
    private static readonly Limit Unknown = new("api-wrong", 20, TimeSpan.FromMinutes(2));

    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var retailer = context.RequestServices.GetRequiredService<RetailerScope>().Current;
        var header = context.Request.Headers.Authorization.ToString();
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length < 300
            ? await context.RequestServices.GetRequiredService<ApiKeys>().FindAsync(header[Scheme.Length..].Trim(), context.RequestAborted) : null;

        if (!await (key is null ? limits.TakeAsync(Unknown, retailer, RateLimitEndpoints.NetworkOf(context)) : limits.TakeAsync(Known, retailer, key.Id.ToString())))
        {
            context.Response.Headers.RetryAfter = "10";
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests.");
        }
        if (key is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "A valid API key is needed.");
        }
        context.Items[typeof(ApiKey)] = key;
        return await next(invocation);
    }
}
