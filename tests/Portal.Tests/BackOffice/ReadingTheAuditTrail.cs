using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;

namespace OrchardCore.Portal.Tests.BackOffice;

public sealed class ReadingTheAuditTrail
{
    private static readonly DateTime At = new(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc);

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task It_is_found_by_person_part_account_page_day_and_text(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen",
            new AuditEntry { At = At, Who = "Sam Lee", Area = "FAQs", Action = "Published", Subject = "How do I pay?", Path = "/admin/faqs/12" },
            new AuditEntry { At = At.AddDays(1), Who = "Alex Lantern", Area = "Customers", Action = "Locked", Subject = "priya@example.com", AccountNumber = "1001", Detail = AuditTrail.Changes(("State", "open", "locked")).ToString() });
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");

        var all = await admin.ReadAsync("/admin/audit");
        Assert.Contains("How do I pay?", all);
        Assert.Contains("priya@example.com", all);
        foreach (var query in new[] { "who=Sam+Lee", "area=FAQs", "object=/admin/faqs/12", "to=2026-11-20", "q=HOW+DO" })
        {
            var page = await admin.ReadAsync($"/admin/audit?{query}");
            Assert.Contains("How do I pay?", page);
            Assert.DoesNotContain("priya@example.com", page);
        }
        foreach (var query in new[] { "object=1001", "from=2026-11-21", "q=locked", "who=Alex+Lantern" })
        {
            var page = await admin.ReadAsync($"/admin/audit?{query}");
            Assert.Contains("priya@example.com", page);
            Assert.DoesNotContain("How do I pay?", page);
        }
        Assert.Contains("Nothing matches", await admin.ReadAsync("/admin/audit?who=Nobody"));
    }

    [Fact]
    public async Task An_entry_shows_old_and_new_side_by_side_whatever_stands_in_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var entry = new AuditEntry { At = At, Who = "Sam Lee", Area = "Customers", Action = "Changed", Subject = "<script>alert(1)</script>", Detail = AuditTrail.Changes(("Phone", "0400 000 000", "0411\n111 111"), ("Same", "a", "a")).ToString() + "\nA plain remark" };
        await portal.AddAsync("lumen", entry);
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");

        var page = await admin.ReadAsync($"/admin/audit/{entry.Id}");

        Assert.Contains("<del>0400 000 000</del>", page);
        Assert.Contains("<ins>0411 111 111</ins>", page);
        Assert.Contains("A plain remark", page);
        Assert.DoesNotContain("<script>alert(1)", page);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/audit/{Guid.Empty}")).StatusCode);
        var abroad = await OfficePeople.SignedInAsync(portal, "tidewater", "administrator");
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.GetAsync($"/admin/audit/{entry.Id}")).StatusCode);
    }

    [Fact]
    public async Task Who_takes_a_copy_is_noted_and_no_spreadsheet_is_fooled_by_it()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", new AuditEntry { At = At, Who = "Sam Lee", Area = "FAQs", Action = "Published", Subject = "=HYPERLINK(\"https://evil.example\")" });
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");

        var csv = await admin.ReadAsync("/admin/audit?who=Sam+Lee&format=csv");

        Assert.DoesNotContain(",=HYPERLINK", csv);
        Assert.DoesNotContain("\"=HYPERLINK", csv);
        Assert.Contains("HYPERLINK", csv);
        var page = await admin.ReadAsync("/admin/audit?area=Audit");
        Assert.Contains("Exported", page);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await OfficePeople.SignedInAsync(portal, "lumen", "support")).GetAsync("/admin/audit?format=csv")).StatusCode);
    }

    [Theory]
    [InlineData("Phone", "0400", "0411")]
    [InlineData("A: b", "old → new", "c → d")]
    [InlineData("Name\\", "x\\", "\\→ : \\")]
    [InlineData("Ends", "", " → ")]
    [InlineData(" → : ", ": ", "→")]
    public void What_changed_is_read_as_it_was_written_whatever_stands_in_it(string what, string old, string now) =>
        Assert.Equal([(what, old, now)], AuditText.Read(AuditTrail.Changes((what, old, now)).ToString()));

    [Theory]
    [InlineData("Role: editor → administrator")]
    [InlineData("one\nRole: editor → administrator")]
    [InlineData("one\r\ntwo \\→ three")]
    public void A_remark_is_one_line_and_never_a_change(string remark) =>
        Assert.Equal(("", null, remark.ReplaceLineEndings(" ")), Assert.Single(AuditText.Read(AuditText.Remark(remark).ToString())));

    [Fact]
    public async Task Who_takes_a_copy_cannot_write_a_line_of_their_own_into_the_trail()
    {
        await using var portal = await PortalApp.StartAsync();
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");

        await admin.ReadAsync("/admin/audit?format=csv&who=Sam%0AAmount:%20$1%20%E2%86%92%20$2&Limit%0ARole:%20a%20%E2%86%92%20b=x&to=2026-11-22");

        var kept = await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.Action == "Exported").Select(entry => entry.Detail).SingleAsync());
        Assert.All(AuditText.Read(kept), line => Assert.Null(line.Old));
        Assert.Equal(["who: Sam Amount: $1 → $2", "to: 2026-11-22"], AuditText.Read(kept).Select(line => line.New));
    }
}
