using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.ContactUs;

internal static class ContactHosting
{
    public static IServiceCollection AddPortalContacts(this IServiceCollection services) => services.AddScoped<Contacts>().AddScoped<ContactMails>();
}
