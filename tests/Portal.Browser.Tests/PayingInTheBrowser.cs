using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace OrchardCore.Portal.Browser.Tests;

/// <summary>The way out to the payment page and back, as a browser with the portal's content security policy walks it.</summary>
[Collection(nameof(DemoHost))]
public sealed class PayingInTheBrowser(DemoHost host)
{
    [SkippableTheory]
    [InlineData("lumen", "tom@example.com", 1280)]
    [InlineData("tidewater", "jack@example.com", 390)]
    public async Task A_bill_is_cancelled_declined_and_paid(string retailer, string email, int width)
    {
        var page = await host.OpenAsync(retailer, email, width);
        var look = new CloseLook(page);

        await ToStripeAsync(page, retailer, look);
        await look.AtAsync("the payment page");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Back to") }).ClickAsync();
        await ArriveAsync(page, retailer, "Cancelled", look);

        await ToStripeAsync(page, retailer, look);
        await page.CheckAsync("input[value=decline]");
        await page.ClickAsync("button.big");
        await page.WaitForSelectorAsync("[role=alert]");
        await look.AtAsync("a declined card");
        await page.CheckAsync("input[value=succeed]");
        await page.ClickAsync("button.big");
        await ArriveAsync(page, retailer, "Paid", look);

        await page.GotoAsync($"/{retailer}/transactions");
        await Assertions.Expect(page.GetByText("Payment, thank you").First).ToBeVisibleAsync();

        // What the retailer sees of it.
        var office = await host.OpenAsync(retailer, $"admin@{retailer}.example.com", width);
        var officeLook = new CloseLook(office);
        await office.GotoAsync($"/{retailer}/admin/payments");
        await office.Locator("main tbody a").First.ClickAsync();
        await DemoHost.ThereAsync(office, "/admin/payments/.");
        await officeLook.AtAsync("the payment in the back office");
        officeLook.AssertClean();
        look.AssertClean();
    }

    private static async Task ToStripeAsync(IPage page, string retailer, CloseLook look)
    {
        await page.GotoAsync($"/{retailer}/pay");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var pay = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Pay \\$") });
        await pay.WaitForAsync();
        await look.AtAsync("the review");
        await pay.ClickAsync();
        await page.WaitForSelectorAsync("button.big");
    }

    private async Task ArriveAsync(IPage page, string retailer, string title, CloseLook look)
    {
        await DemoHost.ThereAsync(page, $"^{Regex.Escape(host.Address)}/{retailer}/pay/");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title);
        await look.AtAsync(title);
    }
}
