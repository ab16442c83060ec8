using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>The door for billing systems.</summary>
public sealed class UsingTheApi
{
    private static readonly Uri Door = new("/lumen/api/imports?name=customers.csv", UriKind.Relative);

    [Fact]
    public async Task Without_a_key_of_this_retailer_nobody_comes_in()
    {
        await using var portal = await PortalApp.StartAsync();
        using var good = await portal.BillingSystemAsync("tidewater");
        using var nobody = portal.Api("");
        nobody.DefaultRequestHeaders.Authorization = null;
        using var guess = portal.Api("pk_guess");

        foreach (var client in new[] { good, nobody, guess })
        {
            var answer = await client.PostAsync(Door, new StringContent("x"));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri($"/lumen/api/imports/{Guid.NewGuid()}", UriKind.Relative))).StatusCode);
        }
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ImportBatches.CountAsync()));
    }

    [Fact]
    public async Task A_revoked_key_is_worth_nothing_and_guessing_is_slowed_down()
    {
        await using var portal = await PortalApp.StartAsync();
        using var client = await portal.BillingSystemAsync();
        await portal.InAsync("lumen", async scope =>
        {
            var id = await scope.GetRequiredService<OrchardCore.Portal.Data.PortalDb>().ApiKeys.Select(key => key.Id).SingleAsync();
            await scope.GetRequiredService<ApiKeys>().RevokeAsync(id, default);
        });

        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 30; i++) answers.Add((await client.PostAsync(Door, new StringContent("x"))).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task A_form_with_a_file_is_taken_as_well_as_a_body()
    {
        await using var portal = await PortalApp.StartAsync();
        using var client = await portal.BillingSystemAsync();
        using var form = new MultipartFormDataContent { { new StringContent("account_number,email,first_name,last_name\n1,a@example.com,A,B\n"), "file", "../../etc/cust\tomers.csv" } };

        var answer = await client.PostAsync(new Uri("/lumen/api/imports", UriKind.Relative), form);
        var told = await Imports.FinishedAsync(client, answer.Headers.Location!);

        Assert.Equal(("Applied", 1L), (told.State, told.Of("customers").Added));
        Assert.DoesNotContain("/", told.FileName, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(new Uri("/lumen/api/imports", UriKind.Relative), new StringContent("x"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/lumen/api/imports/x", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_and_leaves_nothing()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Imports:MaxFileBytes"] = "1000" });
        using var client = await portal.BillingSystemAsync();

        var answer = await client.PostAsync(Door, new StringContent(new string('x', 1001)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(Directory.GetDirectories(Path.Combine(portal.DataFolder, "retailers", "lumen", "imports")));
    }

    [Fact]
    public async Task The_back_office_shows_what_came_and_a_customer_does_not_see_it()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "admin@home.example", "administrator");
        var admin = portal.Visit();
        await admin.SignInAsync("admin@home.example", PortalApp.Password);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Visitor.TokenIn(await admin.ReadAsync("/admin/imports"))), "__RequestVerificationToken" },
            { new StringContent("account_number,email,first_name,last_name\n1,nonsense,A,B\n2,b@example.com,A,B\n", Encoding.UTF8, new MediaTypeHeaderValue("text/csv")), "file", "people.csv" },
        };

        var answer = await admin.Client.PostAsync(new Uri("/lumen/admin/imports", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = answer.Headers.Location!.OriginalString;
        for (var look = 0; look < 100 && !(await admin.ReadAsync(page)).Contains("Apply the good rows", StringComparison.Ordinal); look++) await Task.Delay(100);
        Assert.Contains("name@example.com", await admin.ReadAsync(page), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await admin.SendAsync(page, [], page + "/good-rows")).StatusCode);
        for (var look = 0; look < 100 && !(await admin.ReadAsync(page)).Contains("Good rows applied", StringComparison.Ordinal); look++) await Task.Delay(100);
        Assert.Contains("people.csv", await admin.ReadAsync("/admin/imports"), StringComparison.Ordinal);
        Assert.StartsWith("account_number", (await admin.ReadAsync(page + "/refused/01-customers-refused.csv")).TrimStart('\ufeff'), StringComparison.Ordinal);

        using var forged = new MultipartFormDataContent { { new StringContent("x"), "file", "people.csv" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.Client.PostAsync(new Uri("/lumen/admin/imports", UriKind.Relative), forged)).StatusCode);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        Assert.Equal(HttpStatusCode.Forbidden, (await priya.GetAsync(page)).StatusCode);
    }
}
