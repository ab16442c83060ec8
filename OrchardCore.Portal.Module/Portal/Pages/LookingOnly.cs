using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// While one of the retailer's people looks as a customer, a customer's pages can be read and nothing else. The list says what is let through, so that an endpoint
/// that is new is refused until somebody thinks of it: no form, nothing about paying (its pages ask Stripe, and may settle), no sign-in, password or activation.
/// </summary>
internal static class LookingOnly
{
    private static readonly string[] Open = ["/help", "/_assets", "/brand"];

    /// <summary>Lets the request through to its handler, or answers it. A page that was seen is noted.</summary>
    public static async Task HandleAsync(HttpContext context, RequestDelegate inner)
    {
        var held = context.RequestServices.GetRequiredService<CustomerOfRequest>();
        // In the back office they are themselves, and signing out ends all.
        if (PoliciesOf(context).Any(Policies.OfBackOffice.Contains) || Links.PathOf(context.Request) == "/sign-out" || await held.ViewingAsync(context) is not { } viewing) await inner(context);
        else if (!MayRead(context)) await FaultPage.WriteAsync(context, StatusCodes.Status403Forbidden, "You are only looking", "While you look at the portal as a customer, nothing can be changed, sent or paid, and signing in and security are left alone. Stop viewing to work as yourself.");
        else
        {
            var noted = false;
            context.Response.OnStarting(NoteAsync);   // before the first byte: who hangs up in the middle has seen it too
            await inner(context);
            await NoteAsync();                        // an answer without a body begins later, out of the retailer's scope

            async Task NoteAsync()
            {
                if (noted || !IsPage(context)) return;
                noted = true;
                await context.RequestServices.GetRequiredService<IViewings>().NoteAsync(viewing, context);
            }
        }
    }

    private static bool MayRead(HttpContext context)
    {
        var path = Links.PathOf(context.Request) ?? "";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return false;
        return PoliciesOf(context).Contains(Policies.Customer) ? !Is(path, "/pay") : Open.Any(open => Is(path, open) || path == open + ".css");
    }

    private static bool IsPage(HttpContext context) => context.Response.StatusCode == StatusCodes.Status200OK && PoliciesOf(context).Contains(Policies.Customer);

    private static bool Is(string path, string part) => path.Equals(part, StringComparison.OrdinalIgnoreCase) || path.StartsWith(part + "/", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> PoliciesOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy ?? "") ?? [];
}
