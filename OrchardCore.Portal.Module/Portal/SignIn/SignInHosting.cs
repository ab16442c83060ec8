using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.SignIn.Staff;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

internal static class SignInHosting
{
    internal const string Scheme = "Portal";

    /// <summary>The portal's own sign-ins (ASP.NET Core Identity in the retailer's database). A host with users of its own leaves this out.</summary>
    public static IServiceCollection AddPortalSignIn(this IServiceCollection services)
    {
        services.AddScoped<IPasswordValidator<PortalUser>, PasswordValidator>();   // in place of Identity's, which is only added where there is none
        services.AddIdentityCore<PortalUser>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";   // names are e-mail addresses: o'brien@example.com is one
        }).AddUserStore<UserOnlyStore<PortalUser, PortalDb, Guid>>();
        // What OWASP's Password Storage Cheat Sheet asks of PBKDF2 with SHA-512. Older hashes are renewed at the next sign-in.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddSingleton<NobodysPassword>();
        services.AddScoped<PasswordTries>();
        services.AddScoped<SignIns>();
        services.AddScoped<SignInSessions>();
        services.AddSingleton<SessionLookup>();
        services.AddScoped<SessionOfRequest>();
        services.AddScoped<SignInLocks>();
        services.AddScoped<ChangePassword.Screen>();
        services.AddScoped<ActivationLink.Work>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<Halfway>();
        services.AddScoped<SecondStepPage.Screen>();
        services.AddScoped<IProof, SessionProof>();
        services.AddScoped<StaffInvites>();
        services.AddScoped<StaffChanges>();
        services.AddScoped<JoinStaff.Work>();

        services.AddAuthentication(Scheme).AddCookie(Scheme, SessionCookie.Set);
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var name in Policies.OfBackOffice) authorization.AddPolicy(name, policy => policy.RequireRole(StaffRoles.With(name)));
        services.AddScoped<ICustomers, SignedInCustomers>();
        services.AddScoped<IStaffList, SignedInStaff>();
        return services;
    }
}
