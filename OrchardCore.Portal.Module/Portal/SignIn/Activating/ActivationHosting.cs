using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.SignIn.Activating;

internal static class ActivationHosting
{
    /// <summary>A first visit up to the mailed link, for any host: <see cref="ActivationLink"/> is behind it where the sign-ins are the portal's own.</summary>
    public static IServiceCollection AddPortalActivation(this IServiceCollection services) => services
        .AddSingleton<SealedAsk>()
        .AddScoped<MailedLinks>()
        .AddScoped<Invitations>();
}
