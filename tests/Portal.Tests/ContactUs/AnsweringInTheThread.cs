using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.ContactUs;

public sealed class AnsweringInTheThread
{
    private const string Thread = "/contact/LUM-2026-000001";

    [Fact]
    public async Task The_customer_sees_every_message_but_never_an_internal_one()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await OpenAsync(portal);
        await ChangeAsync(portal, log =>
        {
            log.Messages.Add(new ContactMessage { At = portal.Clock.GetUtcNow().UtcDateTime, Author = "Sam Lee", Text = "We read it on Monday." });
            log.Messages.Add(new ContactMessage { At = portal.Clock.GetUtcNow().UtcDateTime, Author = "Sam Lee", IsInternal = true, Text = "Check the lock first." });
        });

        var page = await priya.ReadAsync(Thread);

        Assert.Contains("We read it on Monday.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Check the lock first.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_to_our_question_puts_the_ticket_back_to_work_and_moves_the_promise_by_the_days_waited()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await OpenAsync(portal);
        await ChangeAsync(portal, log => log.Take(ContactEvent.AskedCustomer, Calendar(portal), BusinessDays.WithoutHolidays));
        Assert.Contains("Waiting for you", await priya.ReadAsync(Thread), StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromDays(3));   // Monday, Tuesday, Wednesday
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        var page = await priya.FollowAsync(await priya.SendAsync(Thread, [("message", "It is the left one.")], Thread + "/reply"));

        Assert.Contains("In progress", page, StringComparison.Ordinal);
        Assert.Contains("We will answer by Friday 27 November 2026.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settled_question_is_closed_and_an_answer_within_thirty_days_opens_it_again()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await OpenAsync(portal);

        var closed = await priya.FollowAsync(await priya.SendAsync(Thread, [], Thread + "/close"));
        portal.Clock.Advance(TimeSpan.FromDays(29));
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        var open = await priya.FollowAsync(await priya.SendAsync(Thread, [("message", "It happened again.")], Thread + "/reply"));

        Assert.Contains("Closed on Sunday 22 November 2026.", closed, StringComparison.Ordinal);
        Assert.Contains("Open again", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_thirty_days_a_closed_ticket_takes_no_answer()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await OpenAsync(portal);
        await priya.SendAsync(Thread, [], Thread + "/close");
        portal.Clock.Advance(TimeSpan.FromDays(31));
        await priya.SignInAsync("priya@home.example", PortalApp.Password);

        var page = await priya.ReadAsync(Thread);
        var refused = await priya.SendAsync(Thread, [("message", "Late.")], Thread + "/reply");

        Assert.DoesNotContain(Thread + "/reply", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal(ContactStatus.Closed, await portal.ReadAsync("lumen", db => db.ContactLogs.Select(log => log.Status).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_else_can_see_answer_or_close_it()
    {
        await using var portal = await PortalApp.StartAsync();
        await OpenAsync(portal);
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");
        var jack = await portal.SignedInAsync("tidewater", "jack@home.example", "1001");

        foreach (var stranger in new[] { tom, jack })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(Thread)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("/contact", [("message", "Hello.")], Thread + "/reply")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("/contact", [], Thread + "/close")).StatusCode);
            Assert.DoesNotContain("LUM-2026-000001", await stranger.ReadAsync("/contact"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_people_write_is_text_and_never_markup()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await OpenAsync(portal);

        var page = await priya.FollowAsync(await priya.SendAsync(Thread, [("message", "<script>alert(1)</script>\r\nsecond line")], Thread + "/reply"));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    private static async Task<Visitor> OpenAsync(PortalApp portal)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "When is my meter read?"));
        return priya;
    }

    private static Task ChangeAsync(PortalApp portal, Action<ContactLog> change) => portal.DataAsync("lumen", async db =>
    {
        change(await db.ContactLogs.Include(log => log.Messages).SingleAsync());
        await db.SaveChangesAsync();
    });

    private static RetailerCalendar Calendar(PortalApp portal) => new(portal.Clock, TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney"));
}
