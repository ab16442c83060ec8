using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Passwords;

/// <summary>Mails a link, where the address has a sign-in.</summary>
internal sealed class SendResetLink(IRetailerScopes retailers, SealedAsk sealing, ILogger<SendResetLink> log)
{
    // The ten minutes of OWASP ASVS 5, 6.5.5, are for codes that a person types. A link of 256 random bits is not guessed, and mail can be slow.
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public Task RunAsync(string retailerId, string ask, CancellationToken stop) => retailers.RunAsync(retailerId, scope => SendAsync(scope, sealing.Open<Ask>(ask), stop));

    private async Task SendAsync(IServiceProvider scope, Ask ask, CancellationToken stop)
    {
        var user = await scope.GetRequiredService<UserManager<PortalUser>>().FindByEmailAsync(ask.Email);
        log.ResetAsked(user?.Id);
        if (user is null or { IsClosed: true }) return;
        scope.GetRequiredService<PublicAddress>().Use(ask.Address);
        var mailer = scope.GetRequiredService<Mailer>();
        var token = await scope.GetRequiredService<MailedLinks>().AddAsync(LinkPurpose.PasswordReset, user.Email!, "", Life, stop);
        var retailer = scope.GetRequiredService<RetailerScope>().Current;
        await mailer.QueueAsync("SignIn/Passwords/ResetMail", user.Email!, $"Choose a new password for {retailer.Name}", new ResetMail(user.Name, mailer.Href($"/reset-password?token={token}")));
        await scope.GetRequiredService<PortalDb>().SaveChangesAsync(stop);
        mailer.DeliverSoon();
    }

    /// <param name="Address">Where the person was when they asked: the link leads there.</param>
    internal sealed record Ask(string Email, string Address);
    internal sealed record ResetMail(string Name, string Href) : IOneTimeLink;
}
