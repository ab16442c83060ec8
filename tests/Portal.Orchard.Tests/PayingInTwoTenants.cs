using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tests;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace Portal.Orchard.Tests;

/// <summary>Two tenants take money and files at the same moment, each from its own Stripe account; nothing is found at the other.</summary>
[Collection(nameof(OrchardApp))]
public sealed class PayingInTwoTenants(OrchardApp portal)
{
    private const int Payers = 8, Files = 4, Rows = 250;

    [Fact]
    public async Task Payments_and_imports_of_both_at_once_land_where_they_belong()
    {
        foreach (var tenant in OrchardApp.Tenants)
        {
            portal.Sandbox.AddAccount(Key(tenant), new Uri($"https://localhost/{tenant}/portal/webhooks/stripe"), $"whsec_sandbox_{tenant}");
            await portal.InAsync(tenant, scope => scope.GetRequiredService<SaveKeys>().SaveAsync(new GivenKeys(Key(tenant), $"pk_test_sandbox_{tenant}", $"whsec_sandbox_{tenant}", ""), "test", default));
        }
        // The same account numbers at both, and another amount for each.
        var payers = new List<(string Tenant, string Account, long Cents, Visitor Visitor)>();
        for (var payer = 0; payer < Payers; payer++)
            foreach (var tenant in OrchardApp.Tenants)
            {
                var (account, cents) = ($"9500{payer}", 1_000 + 10 * payer + (tenant == "lumen" ? 1 : 2));
                var visitor = await portal.SignedInAsync(tenant, $"payer-{payer}", "Customer", account);
                await portal.ReadAsync(tenant, db => { db.Add(Owed(account, cents)); return db.SaveChangesAsync(); });
                payers.Add((tenant, account, cents, visitor));
            }

        var paying = Parallel.ForEachAsync(payers, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (payer, stop) =>
        {
            var session = await PressPayAsync(payer.Visitor, payer.Cents);
            await portal.Sandbox.DecideAsync(Key(payer.Tenant), session, Decision.Succeed);
        });
        var importing = Parallel.ForEachAsync(OrchardApp.Tenants.SelectMany(tenant => Enumerable.Range(0, Files).Select(file => (tenant, file))), async (drop, stop) => await DropAsync(drop.tenant, drop.file));
        await Task.WhenAll(paying, importing);
        await OrchardApp.UntilAsync(async () =>
        {
            foreach (var tenant in OrchardApp.Tenants) if (await PaidAsync(tenant) < Payers || await ImportedAsync(tenant, tenant) < Files * Rows) return false;
            return true;
        });

        foreach (var (tenant, account, cents, visitor) in payers)
        {
            var entries = await portal.ReadAsync(tenant, db => db.Ledger.AsNoTracking().Where(entry => entry.AccountNumber == account).Select(entry => entry.Amount).ToListAsync());
            Assert.Equal([-cents, cents], entries.Select(amount => amount.Minor).Order());
            Assert.Contains("$0.00", await visitor.ReadAsync(""), StringComparison.Ordinal);
        }
        Assert.Equal(0, await ImportedAsync("lumen", "tidewater"));
        Assert.Equal(0, await ImportedAsync("tidewater", "lumen"));
    }

    private static string Key(string tenant) => $"sk_test_sandbox_{tenant}";

    private Task<int> PaidAsync(string tenant) => portal.ReadAsync(tenant, db => db.Set<PaymentAttempt>().CountAsync(attempt => attempt.AccountNumber.StartsWith("9500") && attempt.State == PaymentState.Paid));

    private Task<int> ImportedAsync(string tenant, string prefix) => portal.ReadAsync(tenant, db => db.Set<Account>().CountAsync(account => account.AccountNumber.StartsWith(prefix + "-pay-")));

    private static async Task<string> PressPayAsync(Visitor visitor, long cents)
    {
        var review = await (await visitor.SendAsync("/pay", [("amount", "due"), ("other", ""), ("statement", "")])).Content.ReadAsStringAsync();
        Assert.Contains($"{cents / 100m:0.00}", review, StringComparison.Ordinal);
        var answer = await visitor.PostAsync("/pay/start", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("amount", "due"), ("other", ""), ("statement", ""), ("seen", Regex.Match(review, "name=\"seen\" value=\"([^\"]*)\"").Groups[1].Value));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.Segments[^1].Trim('/');
    }

    private static LedgerEntry Owed(string account, long cents) => new()
    {
        AccountNumber = account,
        On = new DateOnly(2026, 11, 1),
        Description = "Statement",
        Amount = new Money(cents),
        Kind = LedgerKind.Bill,
        Source = "import",
        SourceId = "paying-" + account,
    };

    private async Task DropAsync(string tenant, int file)
    {
        var rows = Enumerable.Range(0, Rows).Select(row => $"{tenant}-pay-{file}-{row:0000},a@example.com,A,B");
        var drop = portal.DropFolder(tenant);
        await File.WriteAllTextAsync(Path.Combine(drop, $"pay-{file}.part"), string.Join('\n', rows.Prepend("account_number,email,first_name,last_name")) + "\n");
        File.Move(Path.Combine(drop, $"pay-{file}.part"), Path.Combine(drop, $"pay-{file}.csv"));
    }
}
