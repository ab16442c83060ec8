using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tests.ContactUs;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>What tests of the inbox begin with: a customer who wrote, and people who answer.</summary>
internal static class Inbox
{
    public const string Ticket = "/admin/inbox/LUM-2026-000001";
    public const string Thread = "/contact/LUM-2026-000001";

    public static async Task<Visitor> StaffAsync(this PortalApp portal, string role = "support", string email = "sam@lumen.example", string retailer = "lumen")
    {
        await portal.AddSignInAsync(retailer, email, role);
        var person = portal.Visit(retailer);
        await person.SignInAsync(email, PortalApp.Password);
        return person;
    }

    public static async Task<Visitor> WroteAsync(this PortalApp portal, string type = "general", params (string, string)[] fields)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var sent = await WritingToTheRetailer.WriteAsync(priya, type, fields.Length > 0 ? fields : [("message", "When is my meter read?")]);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return priya;
    }

    public static async Task<HttpResponseMessage> AnswerAsync(this Visitor staff, string text, string then = "", string kind = "answer", string ticket = Ticket, int? seen = null)
    {
        var page = await staff.ReadAsync(ticket);
        return await staff.PostAsync(ticket + "/answer", [("__RequestVerificationToken", Visitor.TokenIn(page)), ("seen", $"{seen ?? SeenIn(page)}"), ("kind", kind), ("message", text), ("then", then)]);
    }

    /// <summary>Somebody who is trained calls the first ticket a complaint.</summary>
    public static Task AsComplaintAsync(this PortalApp portal) => portal.ReadAsync("lumen", db => db.ContactLogs.ExecuteUpdateAsync(set => set.SetProperty(log => log.IsComplaint, true)));

    public static int SeenIn(string page) => int.Parse(page.Split("name=\"seen\" value=\"")[1].Split('"')[0], null);

    public static Task<ContactLog> LogAsync(this PortalApp portal) => portal.ReadAsync("lumen", db => db.ContactLogs.AsNoTracking().Include(log => log.Messages).OrderBy(log => log.Reference).FirstAsync());
}
