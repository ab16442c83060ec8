using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

internal static class SignInHosting
{
    internal const string Scheme = "Portal";
    internal const string Session = "session";

    /// <summary>The portal's own sign-ins (ASP.NET Core Identity in the retailer's database). A host with users of its own leaves this out.</summary>
    public static IServiceCollection AddPortalSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<PortalUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // Long rather than mixed: OWASP ASVS 5, 6.2.1 to 6.2.5.
            identity.Password = new PasswordOptions { RequiredLength = 10, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
        })
        .AddUserStore<UserOnlyStore<PortalUser, PortalDb, Guid>>()
        .AddDefaultTokenProviders();

        services.AddAuthentication(Scheme).AddCookie(Scheme, cookie =>
        {
            cookie.Cookie.Name = "__Host-portal-session";
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(2);
            cookie.SlidingExpiration = true;
            cookie.Events = new CookieAuthenticationEvents
            {
                OnRedirectToLogin = asked =>
                {
                    var back = asked.Request.PathBase + asked.Request.Path + asked.Request.QueryString;
                    asked.Response.Redirect(Links.To("/sign-in") + (HttpMethods.IsGet(asked.Request.Method) ? QueryString.Create("return", back) : ""));
                    return Task.CompletedTask;
                },
                OnRedirectToAccessDenied = asked => FaultPage.WriteAsync(asked.HttpContext, StatusCodes.Status403Forbidden),
            };
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Customer, policy => policy.RequireAuthenticatedUser().AddRequirements(new ReachesAnAccount()))
            .AddPolicy(Policies.BackOffice, policy => policy.RequireClaim(ClaimTypes.Role, "administrator"))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<IAuthorizationHandler, ReachesAnAccountHandler>();
        services.AddScoped<ICustomers, SignedInCustomers>();
        return services;
    }
}
