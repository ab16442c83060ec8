using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>
/// For a customer who has lost the phone and the recovery codes. It takes away half of what guards an account, so that it is a page of its own, for
/// who has just shown that it is them, with a reason; and the customer is told by mail (OWASP ASVS 5, 6.4.4 and 6.3.7).
/// </summary>
internal static class TurnOffSecondStep
{
    private const string Path = CustomerPage.Path + "/sign-ins/{user:guid}/second-step";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).AfterProof().ForOffice(Policies.ServeCustomers);
        portal.MapPost(Path, TurnOff).AfterProof().ForOffice(Policies.ServeCustomers).LimitedByPerson(SignInDeeds.ByOne);
    }

    public static string Href(string account, PortalUser user) => Links.To(Of(account, user));

    private static string Of(string account, PortalUser user) => $"{CustomerList.Path}/{Uri.EscapeDataString(account)}/sign-ins/{user.Id}/second-step";

    private static Form Ask(Form form) => form.Field(new FormField("reason", "Reason") { Required = true, Hint = "For your colleagues: how you made sure who is asking, and what was lost." });

    private static async Task<Results<Page<Model>, NotFound>> Show(string account, Guid user, HttpContext context, PortalDb db, CancellationToken stop) =>
        await CustomerSignIns.FindAsync(db, account, user, stop) is { User.TwoFactorEnabled: true } found ? ToPage(found.User, account, Ask(Form.Fresh(context))) : TypedResults.NotFound();

    private static async Task<Results<RedirectHttpResult, Page<Model>, NotFound>> TurnOff(
        string account, Guid user, HttpContext context, PortalDb db, SecondFactors factors, SignInSessions sessions, RetailerScope scope, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await CustomerSignIns.FindAsync(db, account, user, stop) is not { User.TwoFactorEnabled: true } found) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop));
        if (!form.IsGood) return ToPage(found.User, account, form);

        await sessions.EndAllAsync(user, but: null, stop);   // first: whoever comes in before the next line had the code
        trail.Note("Customers", "Turned off the second step", found.User.Email!, $"{CustomerList.Path}/{account}", $"Reason: {form["reason"]}", account);
        await factors.TurnOffAsync(found.User, $"the support of {scope.Current.Name}", stop);
        notices.Put(context, "good", $"The second step of {found.User.Email} is off. They are signed out everywhere, told by mail, and sign in with the password alone.");
        return TypedResults.LocalRedirect(CustomerList.Href(account));
    }

    private static Page<Model> ToPage(PortalUser user, string account, Form form) => new("BackOffice/Customers/TurnOffSecondStep", "Turn off the second step",
        new Model(user.Name, user.Email!, form.ToPage(Of(account, user), "Turn it off"), CustomerList.Href(account)), frame: FrameKind.Office);

    internal sealed record Model(string Name, string Email, FormPage Form, string BackHref);
}
