using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tests.Importing;

namespace OrchardCore.Portal.Tests.Scaling;

/// <summary>Two processes answer requests in turn, two do the jobs; what one begins another goes on with.</summary>
public sealed class RunningOnSeveralMachines
{
    [SkippableFact]
    public async Task A_person_is_signed_in_at_all_of_them()
    {
        await using var portal = await PortalApp.ClusterAsync();
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");   // form, sign-in and every page at another process

        for (var look = 0; look < 4; look++) Assert.Contains("1001", await owner.ReadAsync("/statements"));
        Assert.Equal(HttpStatusCode.Redirect, (await owner.SendAsync("/statements", [], "/sign-out")).StatusCode);
        for (var look = 0; look < 4; look++) Assert.Equal(HttpStatusCode.Redirect, (await owner.GetAsync("/statements")).StatusCode);
    }

    [SkippableFact]
    public async Task Wrong_passwords_are_counted_over_all_of_them()
    {
        await using var portal = await PortalApp.ClusterAsync();
        var guesser = portal.Visit();
        List<HttpStatusCode> answers = [];
        for (var guess = 0; guess < 14; guess++) answers.Add((await guesser.SendAsync("/sign-in", [("email", "nobody@home.example"), ("password", $"guess {guess}")])).StatusCode);

        Assert.Equal(10, answers.Count(answer => answer == HttpStatusCode.OK));   // Limits.WrongForEmail
        Assert.All(answers.Skip(10), answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer));
    }

    [SkippableFact]
    public async Task A_file_handed_to_one_is_imported_by_another_and_its_mail_goes_out_once()
    {
        await using var portal = await PortalApp.ClusterAsync();
        await portal.AddSignInAsync("lumen", "owner@home.example", "", "1001");

        await portal.WithGoodSamplesAsync();

        var forgetful = portal.Visit();
        await forgetful.SendAsync("/forgot-password", [("email", "owner@home.example")]);
        for (var look = 0; look < 300 && !await portal.ReadAsync("lumen", db => db.Mail.AnyAsync(mail => mail.SentAt != null)); look++) await Task.Delay(100);
        Assert.Equal(1, (await portal.ReadAsync("lumen", db => db.Mail.AsNoTracking().SingleAsync())).Attempts);
        Assert.Single(Directory.GetFiles(Path.Combine(portal.DataFolder, "retailers", "lumen", "mail")));
    }

    [SkippableFact]
    public async Task Keys_that_are_saved_at_one_are_known_to_all_of_them()
    {
        await using var portal = await PortalApp.ClusterAsync(new Dictionary<string, string> { ["Portal:Payments:SandboxAddress"] = "http://sandbox.test/" });
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");
        for (var look = 0; look < 4; look++) Assert.DoesNotContain("Test mode", await owner.ReadAsync("/pay"));   // each has noted that there are none; the clock stands still, so no copy grows old

        await portal.InAsync("lumen", scope => scope.GetRequiredService<SaveKeys>().SaveAsync(new GivenKeys("sk_test_sandbox_lumen", "", "whsec_sandbox_lumen", ""), "office@lumen.example", default));

        var inARow = 0;
        for (var look = 0; look < 200 && inARow < 4; look++)
        {
            inARow = (await owner.ReadAsync("/pay")).Contains("Test mode", StringComparison.Ordinal) ? inARow + 1 : 0;
            await Task.Delay(20);
        }
        Assert.Equal(4, inARow);
    }
}
