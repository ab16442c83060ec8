using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tests.ContactUs;

namespace OrchardCore.Portal.Tests.BackOffice;

// It is Sunday, 22 November 2026, in Sydney.
public sealed partial class SortingTheInbox
{
    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Piles_filters_and_search_find_what_they_say(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.WroteAsync();   // general: by Tuesday
        await WritingToTheRetailer.WriteAsync(priya, "payment-advice", ("message", "Paid at the post office."), ("method", "BPAY"), ("paid-on", "2026-11-20"), ("amount", "10"));   // by Monday
        await WritingToTheRetailer.WriteAsync(priya, "complaint", ("message", "Nobody called."), ("about", "Billing"));
        var sam = await portal.StaffAsync();

        var open = await sam.ReadAsync("/admin/inbox");
        Assert.Equal(["LUM-2026-000002", "LUM-2026-000001", "LUM-2026-000003"], References(open));   // what is promised first stands first
        Assert.Equal(["LUM-2026-000003"], References(await sam.ReadAsync("/admin/inbox?view=complaints")));
        Assert.Equal(["LUM-2026-000002"], References(await sam.ReadAsync("/admin/inbox?q=POST+office")));
        Assert.Equal(["LUM-2026-000002"], References(await sam.ReadAsync("/admin/inbox?type=payment-advice")));
        Assert.Contains("1–3 of 3 tickets", await sam.ReadAsync("/admin/inbox?view=unassigned&sort=priority"), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromDays(2));   // Tuesday
        await sam.SignInAsync("sam@lumen.example", PortalApp.Password);
        var late = await sam.ReadAsync("/admin/inbox?view=late");
        var today = await sam.ReadAsync("/admin/inbox?view=today&status=New");
        Assert.Equal(["LUM-2026-000002"], References(late));
        Assert.Contains("1 day late", late, StringComparison.Ordinal);
        Assert.Equal(["LUM-2026-000001"], References(today));
        Assert.Contains("Due today", today, StringComparison.Ordinal);
        Assert.Contains("name=\"view\" value=\"today\"", today, StringComparison.Ordinal);   // filtering stays in the pile
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Of_one_day_the_earlier_hour_comes_first_and_then_the_whole_day_and_files_say_the_hour(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.WroteAsync();
        foreach (var number in new[] { 2, 3 }) await WritingToTheRetailer.WriteAsync(priya, "general", ("message", $"Question {number}."));
        await portal.DataAsync("lumen", async db =>
        {
            var logs = await db.ContactLogs.OrderBy(log => log.Reference).ToListAsync();
            foreach (var (log, hour) in logs.Skip(1).Zip([5, 1])) (log.PromisedAt, log.FirstPromisedAt, log.IsComplaint) = (new DateTime(2026, 11, 24, hour, 30, 0, DateTimeKind.Utc), new DateTime(2026, 11, 24, hour, 30, 0, DateTimeKind.Utc), true);
            await db.SaveChangesAsync();
        });
        var sam = await portal.StaffAsync();

        Assert.Equal(["LUM-2026-000003", "LUM-2026-000002", "LUM-2026-000001"], References(await sam.ReadAsync("/admin/inbox?view=unassigned")));
        Assert.Equal(["LUM-2026-000001", "LUM-2026-000002", "LUM-2026-000003"], References(await sam.ReadAsync("/admin/inbox?view=unassigned&sort=-due")));
        foreach (var file in new[] { await sam.ReadAsync("/admin/inbox?format=csv"), await sam.ReadAsync("/admin/complaints?format=csv") })
        {
            Assert.Contains(",2026-11-24T12:30,", file, StringComparison.Ordinal);   // 1:30 UTC, in Sydney
            Assert.Contains(",2026-11-24T16:30,", file, StringComparison.Ordinal);
        }
        Assert.Contains(",2026-11-24,", await sam.ReadAsync("/admin/inbox?format=csv&q=000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holiday_of_the_retailer_moves_the_promise()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", new PublicHoliday { On = new DateOnly(2026, 11, 24), Name = "Lantern Day" });
        await portal.WroteAsync();

        Assert.Equal(new DateOnly(2026, 11, 25), (await portal.LogAsync()).PromisedOn);
    }

    [Fact]
    public async Task The_day_is_the_retailers_and_not_the_servers()
    {
        await using var portal = await PortalApp.StartAsync();
        portal.Clock.Advance(TimeSpan.FromHours(13));   // 14:00 UTC on Sunday is 01:00 on Monday in Sydney
        await portal.WroteAsync();

        Assert.Equal(new DateOnly(2026, 11, 25), (await portal.LogAsync()).PromisedOn);
    }

    [Fact]
    public async Task The_file_of_all_tickets_cannot_start_a_formula()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync();
        await portal.DataAsync("lumen", async db =>
        {
            (await db.ContactLogs.SingleAsync()).WrittenBy = "=cmd|' /C calc'!A0";
            await db.SaveChangesAsync();
        });
        var sam = await portal.StaffAsync();

        Assert.DoesNotContain(",=cmd", await sam.ReadAsync("/admin/inbox?format=csv"), StringComparison.Ordinal);
    }

    /// <summary>The tickets of a list, in its order.</summary>
    private static List<string> References(string page) => [.. Linked().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<span class=\"cell\"><a href=\"[^\"]*/admin/inbox/(LUM-[0-9-]+)\"")] private static partial Regex Linked();
}
