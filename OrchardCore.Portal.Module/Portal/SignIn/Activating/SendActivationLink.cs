using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Activating;

/// <summary>Mails a link to the account's address on file, where the bill belongs to the account.</summary>
internal sealed class SendActivationLink(IRetailerScopes retailers, ILogger<SendActivationLink> log)
{
    internal static readonly TimeSpan Life = TimeSpan.FromHours(24);

    // Opened in the retailer's scope: where each has a container of its own, each has keys of its own.
    public Task RunAsync(string retailerId, string ask, CancellationToken stop) =>
        retailers.RunAsync(retailerId, scope => SendAsync(scope, scope.GetRequiredService<SealedAsk>().Open<Ask>(ask), stop));

    private async Task SendAsync(IServiceProvider scope, Ask ask, CancellationToken stop)
    {
        var db = scope.GetRequiredService<PortalDb>();
        var account = await FindAsync(db, ask, stop);
        log.ActivationAsked(account is not null);
        if (account is null or { Email: "" }) return;
        scope.GetRequiredService<PublicAddress>().Use(ask.Address);
        var mailer = scope.GetRequiredService<Mailer>();
        var token = await scope.GetRequiredService<MailedLinks>().AddAsync(LinkPurpose.Activation, account.Email, account.AccountNumber, Life, stop);
        var retailer = scope.GetRequiredService<RetailerScope>().Current;
        await mailer.QueueAsync("SignIn/Activating/ActivationMail", account.Email, $"Activate your {retailer.Name} account",
            new ActivationMail(account.FirstName, account.AccountNumber, mailer.Href($"/activate/account?token={token}")));
        await db.SaveChangesAsync(stop);
        mailer.DeliverSoon();
    }

    /// <summary>The account, where the statement is one of its own. Numbers match however their groups are written.</summary>
    private static async Task<Account?> FindAsync(PortalDb db, Ask ask, CancellationToken stop)
    {
        var (typed, bare) = (ask.Account.Trim(), Bare(ask.Account));
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(one => one.AccountNumber == typed || one.AccountNumber == bare, stop)
            ?? await db.Accounts.AsNoTracking().FirstOrDefaultAsync(one => one.AccountNumber.Replace("-", "").Replace(" ", "") == bare, stop);   // stored with its groups
        if (account is null) return null;
        var statements = await db.Statements.AsNoTracking().Where(one => one.AccountNumber == account.AccountNumber).Select(one => one.Number).ToListAsync(stop);
        return statements.Exists(number => Bare(number) == Bare(ask.Statement)) ? account : null;
    }

    // As tries are counted: a number that is read as the same is counted as the same.
    private static string Bare(string number) => RateLimitEndpoints.KeyOf(number);

    /// <param name="Address">Where the person was when they asked: the link leads there.</param>
    internal sealed record Ask(string Account, string Statement, string Address);
    internal sealed record ActivationMail(string Name, string AccountNumber, string Href) : IOneTimeLink;
}
