using System.Globalization;
using System.Net;
using OrchardCore.Portal.Tests.Importing;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>One portal for a class of tests, each with a meter and a customer of its own.</summary>
public sealed class MeterHome : IAsyncLifetime
{
    private int _accounts = 5000;

    internal PortalApp Portal { get; private set; } = null!;

    /// <summary>Of whom came last.</summary>
    internal string Account { get; private set; } = "";

    public async Task InitializeAsync() => Portal = await PortalApp.StartAsync();
    public async Task DisposeAsync() => await Portal.DisposeAsync();

    /// <summary>Somebody who has the meter since 2020, and what was measured.</summary>
    internal async Task<Visitor> WithAsync(string meter, string registers, string nem12, params object[] rows)
    {
        var account = Account = (++_accounts).ToString(CultureInfo.InvariantCulture);
        var visitor = await Portal.SignedInAsync("lumen", $"a{account}@home.example", account);
        await Portal.AddAsync("lumen", [GettingUsage.Service(meter, new(2020, 1, 1), account: account, registers: registers), .. rows]);
        if (nem12 != "") await HandInAsync(nem12);
        return visitor;
    }

    public async Task HandInAsync(string nem12)
    {
        var told = await Portal.HandInAsync("days.csv", $"100,NEM12,202608021200,MDP,RETAILER\n{nem12}\n900\n");
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
    }

    internal static async Task<string> PageAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    public static string Stream(string meter, string suffix, string register = "1", string serial = "SER1", string unit = "kWh", int minutes = 30) => $"200,{meter},E1E2B1,{register},{suffix},N1,{serial},{unit},{minutes},";

    /// <summary>A 300 record of half hours that all are the same.</summary>
    public static string Day(DateOnly day, decimal each, string quality = "A", int minutes = 30) =>
        $"300,{day:yyyyMMdd},{string.Join(',', Enumerable.Repeat(each.ToString(CultureInfo.InvariantCulture), 1440 / minutes))},{quality},,,{day.AddDays(1):yyyyMMdd}120000,";

    public static string Days(DateOnly from, int count, decimal each) => string.Join('\n', Enumerable.Range(0, count).Select(day => Day(from.AddDays(day), each)));
}
