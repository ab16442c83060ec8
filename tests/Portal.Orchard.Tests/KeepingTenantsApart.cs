using System.Net;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tests;
using OrchardCore.Portal.Words;

namespace Portal.Orchard.Tests;

/// <summary>What belongs to one tenant is worthless at another.</summary>
[Collection(nameof(OrchardApp))]
public sealed class KeepingTenantsApart(OrchardApp portal)
{
    [Fact]
    public async Task The_same_account_number_is_another_account_at_another_retailer()
    {
        var here = await portal.SignedInAsync("lumen", "twin", "Customer", "2001");
        var there = await portal.SignedInAsync("tidewater", "twin", "Customer", "2001");
        await portal.ReadAsync("lumen", db => { db.Add(StatementOf("L-777", "2001")); return db.SaveChangesAsync(); });

        Assert.Contains("L-777", await here.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.DoesNotContain("L-777", await there.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await there.GetAsync("/statements/L-777")).StatusCode);
    }

    [Fact]
    public async Task Nor_does_a_neighbour_at_the_same_retailer_see_it()
    {
        await portal.AddUserAsync("lumen", "owner", "Customer", "2010");
        await portal.ReadAsync("lumen", db => { db.Add(StatementOf("L-778", "2010")); return db.SaveChangesAsync(); });
        var neighbour = await portal.SignedInAsync("lumen", "neighbour", "Customer", "2011");

        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync("/statements/L-778")).StatusCode);
    }

    [Fact]
    public async Task A_session_of_one_opens_nothing_at_the_other()
    {
        var here = await portal.SignedInAsync("lumen", "traveller", "Customer", "2020");
        await portal.AddUserAsync("tidewater", "traveller", "Customer", "2020");
        var cookies = here.Cookies.GetCookieHeader(new Uri("https://localhost/lumen"));
        using var carried = new HttpRequestMessage(HttpMethod.Get, new Uri("/tidewater/portal/statements", UriKind.Relative));
        carried.Headers.Add("Cookie", cookies + "; " + cookies.Replace("lumen", "tidewater", StringComparison.Ordinal));

        var answer = await portal.Visit("tidewater").Client.SendAsync(carried);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/tidewater/Login", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_needs_the_token_of_its_own_tenant()
    {
        var here = await portal.SignedInAsync("lumen", "former", "Customer", "2030");
        var there = await portal.SignedInAsync("tidewater", "former", "Customer", "2030");
        var token = Visitor.TokenIn(await there.ReadAsync("/settings"));

        Assert.Equal(HttpStatusCode.BadRequest, (await here.PostAsync("/switch-account", ("account", "2030"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await here.PostAsync("/switch-account", ("account", "2030"), ("__RequestVerificationToken", token))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await here.SendAsync("/settings", [("account", "2030")], "/switch-account")).StatusCode);
    }

    [Fact]
    public async Task Nothing_is_mixed_up_when_both_are_busy()
    {
        var visitors = new Dictionary<string, Visitor>();
        foreach (var tenant in OrchardApp.Tenants) visitors[tenant] = await portal.SignedInAsync(tenant, "busy", "Customer", tenant + "-2040");

        var faults = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (turn, _) =>
        {
            var (here, there) = turn % 2 == 0 ? ("lumen", "tidewater") : ("tidewater", "lumen");
            var page = await visitors[here].ReadAsync(turn % 3 == 0 ? "" : "/settings");
            if (!page.Contains(here + "-2040", StringComparison.Ordinal) || page.Contains(there, StringComparison.Ordinal)) faults.Add($"{turn}: {here}");
        });

        Assert.Empty(faults);
    }

    internal static Statement StatementOf(string number, string account) => new()
    {
        Number = number,
        AccountNumber = account,
        IssuedOn = new DateOnly(2026, 11, 1),
        DueOn = new DateOnly(2026, 11, 21),
        PreviousBalance = Money.Zero,
        Payments = Money.Zero,
        Adjustments = Money.Zero,
        CarriedForward = Money.Zero,
        CurrentCharges = new Money(16_187),
        CurrentBalance = new Money(16_187),
        Tax = Money.Zero,
    };
}
