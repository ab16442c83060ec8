using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Data.Versions;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Tests.Transactions;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Tests.Pages;

/// <summary>A page that was rendered a moment ago is shown again without being made anew, and only while that makes no difference.</summary>
public sealed partial class KeepingPages
{
    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task It_is_made_anew_after_every_write_that_it_shows_and_after_no_other(string engine)
    {
        if (engine == "PostgreSql") Needs.PostgreSql();
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.WithGoodSamplesAsync();
        var account = await portal.ReadAsync("lumen", db => db.Charges.Select(charge => charge.AccountNumber).FirstAsync());
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", account);
        var sam = await portal.SignedInAsync("lumen", "sam@home.example", "9009");
        var first = await TagAsync(priya);
        Assert.Equal(first, await TagAsync(priya));

        // Others' rows, and what no page shows.
        await portal.AddAsync("lumen", Facts.Entry("9009", "X-1", LedgerKind.Bill, 55500, new DateOnly(2026, 10, 2)));
        await sam.ReadAsync("/transactions");
        await portal.DataAsync("lumen", db => db.Mail.ExecuteDeleteAsync());
        await portal.SignedInAsync("lumen", "kim@home.example");
        Assert.Equal(first, await TagAsync(priya));

        await portal.AddAsync("lumen", Facts.Entry(account, "E-1", LedgerKind.Bill, 12300, new DateOnly(2026, 11, 20)));
        Assert.Contains("$123.00", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);
        var second = await TagAsync(priya);
        await portal.DataAsync("lumen", db => db.Set<LedgerEntry>().Where(entry => entry.SourceId == "E-1").ExecuteDeleteAsync());
        Assert.DoesNotContain("$123.00", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);
        var third = await TagAsync(priya);
        await portal.HandInAsync("transactions.csv", $"reference,account_number,date,description,amount,payment_method,kind\nI-1,{account},2026-11-21,From a file,321.00,,bill\n");
        Assert.Contains("From a file", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);
        Assert.Equal(4, new[] { first, second, third, await TagAsync(priya) }.Distinct().Count());
    }

    [Fact]
    public async Task Nobody_is_shown_what_another_was_and_a_session_that_has_ended_is_shown_nothing()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var partner = await portal.SignedInAsync("lumen", "partner@home.example", "1001", "2002");
        var stranger = await portal.SignedInAsync("tidewater", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Facts.Entry("1001", "E-1", LedgerKind.Bill, 12300, new DateOnly(2026, 11, 20)));

        var tags = new[] { await TagAsync(priya), await TagAsync(partner), await TagAsync(stranger) };
        var page = await partner.ReadAsync("/transactions");
        await partner.SendAsync("/transactions", [("account", "2002")], "/switch-account");
        var other = await partner.ReadAsync("/transactions");
        await priya.SendAsync("/transactions", [], "/sign-out");   // the token that came with a page that was kept is good

        Assert.Equal(3, tags.Distinct().Count());
        Assert.Contains("$123.00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("$123.00", other, StringComparison.Ordinal);
        Assert.Contains("partner@home.example", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await priya.GetAsync("/transactions")).StatusCode);
    }

    [Fact]
    public async Task Its_forms_are_good_for_the_browser_that_is_shown_it_and_for_no_other()
    {
        await using var portal = await PortalApp.InOneProcessAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001", "2002");
        var kept = Visitor.TokenIn(await priya.ReadAsync("/transactions"));
        Assert.Equal(kept, Visitor.TokenIn(await priya.ReadAsync("/transactions")));

        foreach (Cookie cookie in priya.Cookies.GetAllCookies())
            if (cookie.Name.StartsWith("__Host-portal-form", StringComparison.Ordinal)) cookie.Expired = true;
        await priya.ReadAsync("/transactions");   // which brings another cookie
        var another = Visitor.TokenIn(await priya.ReadAsync("/transactions"));
        var refused = await priya.PostAsync("/switch-account", ("__RequestVerificationToken", kept), ("account", "2002"));
        var taken = await priya.PostAsync("/switch-account", ("__RequestVerificationToken", another), ("account", "2002"));

        Assert.NotEqual(kept, another);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (refused.StatusCode, taken.StatusCode));
    }

    [Fact]
    public async Task It_ends_with_the_hour_and_is_not_said_again_to_whoever_has_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var morning = await TagAsync(priya, "/");

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri("/lumen", UriKind.Relative)) { Headers = { { "If-None-Match", morning } } };
        using var answer = await priya.Client.SendAsync(again);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((HttpStatusCode.NotModified, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(morning, await TagAsync(priya, "/"));
    }

    [Fact]
    public async Task It_has_the_same_tag_when_it_is_made_anew_with_another_token()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var (first, token) = (await TagAsync(priya), Visitor.TokenIn(await priya.ReadAsync("/transactions")));

        portal.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.NotEqual(token, Visitor.TokenIn(await priya.ReadAsync("/transactions")));
        Assert.Equal(first, await TagAsync(priya));
    }

    /// <summary>A row is unseen by saying so: that no kept page reads one is looked at here.</summary>
    [Fact]
    public async Task No_page_that_is_kept_shows_a_row_that_makes_no_new_version()
    {
        var seen = new TablesRead();
        await using var portal = await PortalApp.StartAsync(replace: services => services.AddSingleton<IInterceptor>(seen));
        await portal.WithGoodSamplesAsync();
        var account = await portal.ReadAsync("lumen", db => db.Charges.Select(charge => charge.AccountNumber).FirstAsync());
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", account);
        var unseen = await portal.ReadAsync("lumen", db => Task.FromResult(db.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IUnseen))).Select(type => type.GetTableName()!).ToHashSet()));
        var kept = portal.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>().Endpoints.OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<KeptWhileUnchanged>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!).ToList();

        seen.Tables.Clear();
        foreach (var path in kept) await priya.ReadAsync(path);

        Assert.Contains("/transactions", kept);
        Assert.Contains("ledger", seen.Tables);
        Assert.Contains("mail", unseen);
        Assert.Empty(seen.Tables.Intersect(unseen));
    }

    private static async Task<string> TagAsync(Visitor visitor, string path = "/transactions")
    {
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.ETag!.ToString();
    }

    private sealed partial class TablesRead : DbCommandInterceptor
    {
        public HashSet<string> Tables { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            lock (Tables)
                foreach (Match table in Table().Matches(command.CommandText)) Tables.Add(table.Groups[1].Value);
            return new(result);
        }

        [GeneratedRegex("""(?:FROM|JOIN)\s+"?(\w+)""", RegexOptions.IgnoreCase)]
        private static partial Regex Table();
    }
}
