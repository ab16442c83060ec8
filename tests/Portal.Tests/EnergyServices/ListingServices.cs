using OrchardCore.Portal.EnergyServices;

namespace OrchardCore.Portal.Tests.EnergyServices;

public sealed class ListingServices
{
    [Fact]
    public async Task A_customer_sees_the_meters_with_their_state_and_the_red_action()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", ServiceOf("1010101", "1001"), ServiceOf("1010102", "1001", status: ServiceStatus.Connecting, from: new DateOnly(2026, 12, 1)), ServiceOf("9999999", "2002"));

        var page = await priya.ReadAsync("/services");

        foreach (var text in new[] { "Meter Number", "Meter Address", "Type", "Move in Date", "Move out Date", "Action", "1010101", "14 Banksia Street", "1 Mar 2020", "Connecting \u00b7 from 1 December", "Final read", "View usage", "Report a problem" })
            Assert.Contains(text, WebUtilityText(page), StringComparison.Ordinal);
        Assert.DoesNotContain("9999999", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Active_services_come_first_then_by_address()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen",
            ServiceOf("3000003", "1001", address: "1 Ash Street", status: ServiceStatus.Disconnected),
            ServiceOf("2000002", "1001", address: "9 Beech Street"), ServiceOf("1000001", "1001", address: "2 Cedar Street"));

        var page = await priya.ReadAsync("/services");

        int At(string meter) => page.IndexOf(meter, StringComparison.Ordinal);
        Assert.True(At("1000001") < At("2000002") && At("2000002") < At("3000003"));
        Assert.DoesNotContain("3000003", await priya.ReadAsync("/services?state=active"), StringComparison.Ordinal);
        Assert.DoesNotContain("1000001", await priya.ReadAsync("/services?state=closed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_has_all_that_matches()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", ServiceOf("1010101", "1001"));

        var csv = await priya.ReadAsync("/services?format=csv");

        Assert.Contains("Meter Number,Meter Address,Type,Move in Date,Move out Date,Status", csv, StringComparison.Ordinal);
        Assert.Contains("1010101,\"14 Banksia Street, Newtown NSW 2042\",Electricity,2020-03-01,,Connected", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_service_the_page_says_what_to_do()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        Assert.Contains("We have no active service on this account", await priya.ReadAsync("/services"), StringComparison.Ordinal);
    }

    internal static EnergyService ServiceOf(string meter, string account, string address = "14 Banksia Street", ServiceStatus status = ServiceStatus.Connected, DateOnly? from = null) => new()
    {
        MeterNumber = meter,
        AccountNumber = account,
        Type = "electricity",
        AddressLine1 = address,
        City = "Newtown",
        Region = "NSW",
        Postcode = "2042",
        Status = status,
        MoveInOn = from ?? new DateOnly(2020, 3, 1),
        Unit = "kWh",
    };

    private static string WebUtilityText(string html) => System.Net.WebUtility.HtmlDecode(html);
}
