using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Notifications;

namespace OrchardCore.Portal.Tests.ServiceSettings;

public sealed class ChoosingHowBillsCome
{
    [Fact]
    public async Task The_page_says_where_each_way_would_go_in_the_retailers_words()
    {
        await using var portal = await PortalApp.StartAsync();
        var amelia = await portal.SignedInAsync("tidewater", "amelia@home.example", "1001");

        var page = WebUtility.HtmlDecode(await amelia.ReadAsync("/settings"));

        Assert.Contains("<h1>Bills & notices</h1>", page, StringComparison.Ordinal);
        Assert.Contains("How would you like your bills?", page, StringComparison.Ordinal);
        Assert.Contains("To amelia@home.example", page, StringComparison.Ordinal);
        Assert.Contains("14 Banksia Street, Newtown NSW 2042", page, StringComparison.Ordinal);
        Assert.Contains("Save Changes", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_is_saved_shown_and_told_to_the_retailer()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await priya.FollowAsync(await priya.SendAsync("/settings", [("delivery", "post")]));

        Assert.Contains("Saved. Your statements come by post to 14 Banksia Street", page, StringComparison.Ordinal);
        Assert.Contains("value=\"post\" checked", page, StringComparison.Ordinal);
        Assert.Equal(BillDelivery.Post, await portal.ReadAsync("lumen", db => db.Accounts.Select(account => account.BillDelivery).SingleAsync()));
        Assert.Equal("help@lumen.example.com", (await portal.ReadAsync("lumen", db => db.Mail.SingleAsync())).To);

        await priya.SendAsync("/settings", [("delivery", "post")]);   // again: nothing changes, nobody is told
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Mail.CountAsync()));
    }

    [Theory]
    [InlineData("pigeon")]
    [InlineData("")]
    public async Task Another_way_is_refused(string delivery)
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var answer = await priya.SendAsync("/settings", [("delivery", delivery)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("error-summary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_needs_an_address_to_go_to()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.DataAsync("lumen", async db =>
        {
            var account = await db.Accounts.SingleAsync();
            (account.Address, account.BillingAddress) = (new PostalAddress(), new PostalAddress());
            await db.SaveChangesAsync();
        });

        var answer = await priya.SendAsync("/settings", [("delivery", "post")]);

        Assert.Contains("Add a billing address first.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(BillDelivery.Email, await portal.ReadAsync("lumen", db => db.Accounts.Select(account => account.BillDelivery).SingleAsync()));
    }
}
