using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tests.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests;

/// <summary>
/// Two customers and two retailers try each other's ids on every endpoint that takes one. The list of endpoints is the running app's own, so
/// that a new one cannot be forgotten.
/// </summary>
public sealed partial class Strangers
{
    private const string Secret = "Ibis-Secret-Rollup";

    [Fact]
    public async Task Nobody_reaches_anothers_rows_by_any_address()
    {
        await using var portal = await PortalApp.StartAsync();
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");
        var stranger = await portal.SignedInAsync("lumen", "stranger@home.example", "2002");
        var abroad = await portal.SignedInAsync("tidewater", "owner@home.example", "1001");   // the same e-mail and account number at another retailer
        var ids = await FillAsync(portal);

        var faults = new List<string>();
        foreach (var (method, route) in CustomerAddresses(portal))
        {
            var address = Parameter().Replace(route, match => ids.TryGetValue(match.Groups[1].Value, out var id) ? id
                : throw new InvalidOperationException($"{route}: say in FillAsync what \"{match.Groups[1].Value}\" is, so that strangers can try it."));
            var hasId = address != route;
            foreach (var visitor in new[] { stranger, abroad })
            {
                var token = Visitor.TokenIn(await visitor.ReadAsync("/settings"));
                var answer = method == "GET" ? await visitor.GetAsync(address) : await visitor.PostAsync(address, ("__RequestVerificationToken", token), ("text", "hello"), ("message", "hello"));
                var text = await answer.Content.ReadAsStringAsync();
                if (hasId && answer.StatusCode != HttpStatusCode.NotFound) faults.Add($"{method} {address}: {(int)answer.StatusCode}, expected 404");
                if (text.Contains(Secret, StringComparison.Ordinal) || text.Contains("90017343", StringComparison.Ordinal) && !hasId) faults.Add($"{method} {address}: shows another's rows");
            }
        }
        foreach (var query in new[] { "/charges?statement=90017343", "/charges?service=1010101", "/statements?q=90017343", "/charges?statement=90017343&format=csv", "/transactions?format=csv", "/contact?q=" + ids["reference"] })
            foreach (var visitor in new[] { stranger, abroad })
                if (Regex.Count(await visitor.ReadAsync(query), $"{Secret}|\\$161\\.87") > 0) faults.Add($"{query}: shows another's rows");
        foreach (var visitor in new[] { stranger, abroad })
            if ((await visitor.GetAsync("/usage/readings?service=1010101")).StatusCode == HttpStatusCode.OK && (await visitor.ReadAsync("/usage/readings?service=1010101")).Contains("31,415", StringComparison.Ordinal))
                faults.Add("/usage: shows another's readings");

        Assert.Empty(faults);
        Assert.Contains(Secret, await owner.ReadAsync("/charges"), StringComparison.Ordinal);   // it was there to be seen
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"/contact/{ids["reference"]}")).StatusCode);
    }

    [Fact]
    public async Task A_session_of_one_retailer_is_worthless_at_another()
    {
        await using var portal = await PortalApp.StartAsync();
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");

        var abroad = await owner.Client.GetAsync(new Uri("/tidewater/statements", UriKind.Relative));
        using var carried = new HttpRequestMessage(HttpMethod.Get, new Uri("/tidewater/statements", UriKind.Relative));
        carried.Headers.Add("Cookie", CookieHeader(await owner.GetAsync("/statements")).Replace(".lumen=", ".tidewater=", StringComparison.Ordinal));
        var forged = await owner.Client.SendAsync(carried);

        Assert.Equal(HttpStatusCode.Redirect, abroad.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, forged.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var portal = await PortalApp.StartAsync();
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");

        Assert.Equal(HttpStatusCode.BadRequest, (await owner.PostAsync("/settings", ("delivery", "post"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await owner.PostAsync("/sign-out")).StatusCode);
    }

    [Fact]
    public async Task Every_page_is_private_and_hardened()
    {
        await using var portal = await PortalApp.StartAsync();
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");

        var page = await owner.GetAsync("/statements");

        Assert.Contains("no-store", page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain(" style=", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Method, string Route)> CustomerAddresses(PortalApp portal) => portal.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && !endpoint.RoutePattern.RawText!.Contains("admin", StringComparison.Ordinal))
        .Where(endpoint => endpoint.RoutePattern.RawText is not ("/sign-out" or "/switch-account" or "/account/password/sign-out-others"))   // these take no id, and end the visit
        .SelectMany(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods.Select(method => (method, endpoint.RoutePattern.RawText!)))
        .Where(address => address.method == "GET" || address.Item2.Contains('{', StringComparison.Ordinal) && !address.Item2.Contains("{card}", StringComparison.Ordinal));

    /// <summary>One row of everything that an account can own.</summary>
    private static async Task<Dictionary<string, string>> FillAsync(PortalApp portal)
    {
        var service = new EnergyService { AccountNumber = "1001", MeterNumber = "1010101", Type = "electricity", AddressLine1 = Secret, City = "Newtown", Postcode = "2042", MoveInOn = new DateOnly(2016, 1, 1) };
        await portal.AddAsync("lumen",
            ListingStatements.StatementOf("90017343", "1001"), service,
            new Charge { StatementNumber = "90017343", LineNumber = 1, AccountNumber = "1001", MeterNumber = "1010101", Rollup = Secret, Description = Secret, Amount = new Money(16187) },
            new LedgerEntry { AccountNumber = "1001", On = new DateOnly(2026, 11, 14), Description = Secret, Amount = new Money(16187), Kind = LedgerKind.Bill, Source = "import", SourceId = "T1", StatementNumber = "90017343" },
            new Reading { MeterNumber = "1010101", ReadAt = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), Value = 31_415m, Unit = "kWh" });
        var ownerId = await portal.ReadAsync("lumen", db => db.Users.Where(user => user.Email == "owner@home.example").Select(user => user.Id).SingleAsync());
        var log = new ContactLog
        {
            Reference = "LUM-2026-777777",
            AccountNumber = "1001",
            Type = "general",
            Subject = Secret,
            OpenedBy = ownerId,
            CreatedAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
            UpdatedAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
        };
        var file = new ContactFile { AccountNumber = "1001", Name = "bill.pdf", Kind = "pdf", Bytes = 1, At = log.CreatedAt, FromCustomer = true };
        log.Messages.Add(new ContactMessage { At = log.CreatedAt, Author = "Owner", FromCustomer = true, Text = Secret, Files = [file] });
        await portal.AddAsync("lumen", log);
        var attempt = new PaymentAttempt
        {
            Reference = "PAY-" + Secret,
            AccountNumber = "1001",
            Amount = new Money(16187),
            Kind = AttemptKind.Checkout,
            Email = "owner@home.example",
            CreatedAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc),
            ExpiresAt = new DateTime(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc),
            State = PaymentState.Paid,
        };
        await portal.AddAsync("lumen", attempt, new SavedMethod { Id = "pm_secret", AccountNumber = "1001", Method = PaymentMethod.Card, Brand = Secret, Last4 = "4242", AddedAt = attempt.CreatedAt });
        return new() { ["method"] = "pm_secret", ["payment"] = $"{attempt.Id:N}", ["number"] = "90017343", ["id"] = $"{service.Id}", ["reference"] = log.Reference, ["file"] = $"{file.Id:N}" };
    }

    private static string CookieHeader(HttpResponseMessage answer) => string.Join("; ", answer.RequestMessage!.Headers.GetValues("Cookie"));

    [GeneratedRegex(@"\{\*{0,2}(\w+)(?::\w+)?\}")] private static partial Regex Parameter();
}
