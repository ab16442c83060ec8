using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Tenancy;

/// <summary>One of the retailer's people looks at the portal as a customer: for a while, with a reason, and with their eyes only.</summary>
/// <param name="Customer">What they see: one account, and none of what its holders keep to themselves.</param>
/// <param name="Text">For the banner: whose account it is, and until when.</param>
internal sealed record Viewing(Customer Customer, string Text)
{
    /// <summary>Holds the id of the grant. Without it a request is no look, and nothing is asked.</summary>
    internal const string Cookie = "__Host-portal-view";
}

/// <summary>That somebody looked, and when, in UTC.</summary>
internal sealed record Looked(string AccountNumber, DateTime At);

/// <summary>Knows who is looking. What is asked is decided anew with each request: by the grant, by who is signed in, and by what they still may.</summary>
internal interface IViewings
{
    /// <returns>Null where the request is not such a look.</returns>
    ValueTask<Viewing?> FindAsync(HttpContext context, CancellationToken stop);

    /// <summary>When the retailer's people looked at the accounts that a sign-in reaches, within a year, the latest first. Who they were is the retailer's to know.</summary>
    Task<IReadOnlyList<Looked>> PastAsync(Customer customer, int most, CancellationToken stop);

    /// <summary>Notes a page that is seen, whether or not somebody waits for the rest of it.</summary>
    Task NoteAsync(Viewing viewing, HttpContext context);
}
