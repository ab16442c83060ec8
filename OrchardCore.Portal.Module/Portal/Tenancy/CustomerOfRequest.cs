using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.Tenancy;

/// <summary>Finds the customer behind a request: from the retailer's own sign-ins, or from the claims of a CMS.</summary>
public interface ICustomers
{
    /// <returns>Null where nobody is signed in, or the sign-in reaches no account.</returns>
    ValueTask<Customer?> FindAsync(HttpContext context, CancellationToken stop);
}

/// <summary>Held for the length of a request, so that a handler can take <see cref="Customer"/> as a parameter.</summary>
internal sealed class CustomerOfRequest
{
    private bool _asked;

    public Customer? Customer { get; set; }

    /// <summary>Where one of the retailer's people looks as this customer.</summary>
    public Viewing? Viewing { get; private set; }

    /// <summary>Asks once a request whether it is such a look; then the customer is the one who is looked at.</summary>
    public async ValueTask<Viewing?> ViewingAsync(HttpContext context)
    {
        if (_asked) return Viewing;
        _asked = true;
        if (!context.Request.Cookies.ContainsKey(Viewing.Cookie)) return null;   // almost every request of everybody: no database is opened for it
        Viewing = await context.RequestServices.GetRequiredService<IViewings>().FindAsync(context, context.RequestAborted);
        if (Viewing is not null) Customer = Viewing.Customer;
        return Viewing;
    }
}

internal sealed class ReachesAnAccount : IAuthorizationRequirement;

/// <summary>Authorisation runs before a handler's parameters are bound: here the customer is found, once a request.</summary>
internal sealed class ReachesAnAccountHandler(CustomerOfRequest held) : AuthorizationHandler<ReachesAnAccount>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext asked, ReachesAnAccount requirement)
    {
        if (asked.Resource is not HttpContext context) return;
        await held.ViewingAsync(context);
        // Asked for here: a host makes its handlers for whatever it authorises, outside of any retailer too.
        held.Customer ??= await context.RequestServices.GetRequiredService<ICustomers>().FindAsync(context, context.RequestAborted);
        if (held.Customer is not null) asked.Succeed(requirement);
    }
}
