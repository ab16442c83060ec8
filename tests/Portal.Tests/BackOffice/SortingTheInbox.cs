using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tests.ContactUs;

namespace OrchardCore.Portal.Tests.BackOffice;

// It is Sunday, 22 November 2026, in Sydney.
public sealed class SortingTheInbox
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
        Assert.True(open.IndexOf("LUM-2026-000002", StringComparison.Ordinal) < open.IndexOf("LUM-2026-000001", StringComparison.Ordinal), "What is promised first stands first.");
        Assert.Contains("1–1 of 1 ticket", await sam.ReadAsync("/admin/inbox?view=complaints"), StringComparison.Ordinal);
        Assert.Contains("1–1 of 1 ticket", await sam.ReadAsync("/admin/inbox?q=POST+office"), StringComparison.Ordinal);
        Assert.Contains("1–1 of 1 ticket", await sam.ReadAsync("/admin/inbox?type=payment-advice"), StringComparison.Ordinal);
        Assert.Contains("1–3 of 3 tickets", await sam.ReadAsync("/admin/inbox?view=unassigned&sort=priority"), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromDays(2));   // Tuesday
        await sam.SignInAsync("sam@lumen.example", PortalApp.Password);
        var late = await sam.ReadAsync("/admin/inbox?view=late");
        var today = await sam.ReadAsync("/admin/inbox?view=today&status=New");
        Assert.Contains("LUM-2026-000002", late, StringComparison.Ordinal);
        Assert.Contains("1 day late", late, StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", late, StringComparison.Ordinal);
        Assert.Contains("Due today", today, StringComparison.Ordinal);
        Assert.Contains("name=\"view\" value=\"today\"", today, StringComparison.Ordinal);   // filtering stays in the pile
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
}
