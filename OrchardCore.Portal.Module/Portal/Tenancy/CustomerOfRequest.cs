using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

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
    public Customer? Customer { get; set; }
}

internal sealed class ReachesAnAccount : IAuthorizationRequirement;

/// <summary>Authorisation runs before a handler's parameters are bound: here the customer is found, once a request.</summary>
internal sealed class ReachesAnAccountHandler(ICustomers customers, CustomerOfRequest held) : AuthorizationHandler<ReachesAnAccount>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext asked, ReachesAnAccount requirement)
    {
        if (asked.Resource is not HttpContext context) return;
        held.Customer ??= await customers.FindAsync(context, context.RequestAborted);
        if (held.Customer is not null) asked.Succeed(requirement);
    }
}
