using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.SignIn;

/// <summary>E-mail and password.</summary>
internal static class SignInPage
{
    private const string Refusal = "The e-mail address or the password is not right.";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/sign-in", Show).AllowAnonymous();
        portal.MapPost("/sign-in", Enter).AllowAnonymous();
    }

    private static Page<Model> Show(HttpContext context) => ToPage(Ask(Form.Fresh(context)), context.Request.Query["return"]);

    private static async Task<Results<RedirectHttpResult, Page<Model>>> Enter(HttpContext context, UserManager<PortalUser> users, CancellationToken stop)
    {
        var form = Ask(await Form.SentAsync(context, stop));
        if (form.IsGood)
        {
            var user = await users.FindByEmailAsync(form["email"]);
            if (user is not null && await users.CheckPasswordAsync(user, form.Raw("password")))
            {
                await context.SignInAsync(SignInHosting.Scheme, new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(ClaimTypes.Name, user.Name), new Claim(ClaimTypes.Email, user.Email!),
                    .. user.Role == "" ? Array.Empty<Claim>() : [new Claim(ClaimTypes.Role, user.Role)],
                ], SignInHosting.Scheme)));
                return TypedResults.LocalRedirect(Links.Back(form["return"], "/"));
            }
            form.RefuseAll(Refusal);
        }
        return ToPage(form, form["return"]);
    }

    private static Form Ask(Form form) => form
        .Field(new FormField("email", "E-mail address", "email") { Required = true, Autocomplete = "username" })
        .Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "current-password" });

    private static Page<Model> ToPage(Form form, string? back) =>
        new("SignIn/SignInPage", "Sign in", new Model(form.ToPage("/sign-in", "Sign in"), back ?? "", Links.To("/activate"), Links.To("/forgot-password")), frame: FrameKind.Plain);

    internal sealed record Model(FormPage Form, string Return, string ActivateHref, string ForgotHref);
}
