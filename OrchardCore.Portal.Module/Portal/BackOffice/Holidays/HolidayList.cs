using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Holidays;

/// <summary>
/// When the retailer is open, and the days on which its clocks stand still. A promise that was given stays, since the customer knows its day; what is promised or goes
/// on after a change counts it. Where a promise fell on a day that became a holiday, the page says so.
/// </summary>
internal static class HolidayList
{
    public const string Path = "/admin/holidays";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, async (HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop) => await PageAsync(context, db, scope, calendar, null, null, null, stop)).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path, Add).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path + "/paste", Paste).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path + "/hours", SaveHours).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path + "/remove", Remove).ForOffice(Policies.ManageInbox);
    }

    private static Form AskOne(Form form) => form
        .Field(new FormField("on", "Day", "date") { Required = true })
        .Field(new FormField("name", "Name") { Required = true, Maxlength = HolidayText.LongestName.ToString(CultureInfo.InvariantCulture) });

    private static Form AskMany(Form form) => form
        .Field(new FormField("paste", "Holidays", "textarea") { Required = true, Rows = "8", Maxlength = "60000", Hint = "A line a day, such as 2027-01-01,New Year's Day; or the whole text of an .ics calendar, as governments publish it." });

    private static async Task<Results<RedirectHttpResult, Page<Model>>> Add(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = AskOne(await Form.SentAsync(context, stop));
        if (!form.IsGood) return await PageAsync(context, db, scope, calendar, form, null, null, stop);
        return await KeepAsync([(DateOnly.ParseExact(form["on"], "yyyy-MM-dd", CultureInfo.InvariantCulture), form["name"])], context, db, calendar, trail, notices, stop);
    }

    private static async Task<Results<RedirectHttpResult, Page<Model>>> Paste(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = AskMany(await Form.SentAsync(context, stop));
        var (days, problems) = form.IsGood ? HolidayText.Read(form.Raw("paste")) : ([], []);
        if (problems.Count > 0) form.Refuse("paste", "Nothing was added: mend what is listed above, and add it again.");
        foreach (var problem in problems) form.RefuseAll(problem);
        if (!form.IsGood) return await PageAsync(context, db, scope, calendar, null, form, null, stop);
        return await KeepAsync(days, context, db, calendar, trail, notices, stop);
    }

    private static async Task<Results<RedirectHttpResult, Page<Model>>> SaveHours(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var now = await db.OpeningHours.AsTracking().ToListAsync(stop);
        var form = HoursForm.Ask(await Form.SentAsync(context, stop), now);
        var week = HoursForm.Read(form);
        if (form["seen"] != HoursForm.Seen(now))
        {
            notices.Put(context, "bad", "Somebody else changed the hours since you opened them. Here is what holds now: look at it, then make your change again.");
            return TypedResults.LocalRedirect(Links.To(Path));
        }
        if (form.IsGood)
        {
            trail.Note("Holidays", "Set the opening hours", "Opening hours", Path, HoursForm.Changes(now, week));
            foreach (var day in week)
                if (now.Find(one => one.Day == day.Day) is { } held) (held.Opens, held.Closes) = (day.Opens, day.Closes);
                else db.Add(day);
            db.RemoveRange(now.Where(one => week.All(day => day.Day != one.Day)));
            try
            {
                await db.SaveChangesAsync(stop);
                notices.Put(context, "good", "Saved. Promises of hours that are given from now on count them; those that were given stay.");
                return TypedResults.LocalRedirect(Links.To(Path));
            }
            catch (DbUpdateException)
            {
                form.RefuseAll("Somebody else saved the hours at the same moment. Look at yours, and save again.");
            }
        }
        return await PageAsync(context, db, scope, calendar, null, null, form, stop);
    }

    private static async Task<RedirectHttpResult> Remove(HttpContext context, PortalDb db, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        if (!DateOnly.TryParseExact(form["on"], "yyyy-MM-dd", out var on) || await db.PublicHolidays.AsTracking().SingleOrDefaultAsync(one => one.On == on, stop) is not { } holiday) return Back(calendar.Today.Year);
        db.Remove(holiday);
        trail.Note("Holidays", "Removed", $"{Wording.Iso(on)} {holiday.Name}", Path);
        await db.SaveChangesAsync(stop);
        notices.Put(context, "good", $"{holiday.Name} is a working day again. Promises that were given stay as they are.");
        return Back(on.Year);
    }

    private static async Task<RedirectHttpResult> KeepAsync(IReadOnlyList<(DateOnly On, string Name)> days, HttpContext context, PortalDb db, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var known = await db.PublicHolidays.AsTracking().ToDictionaryAsync(one => one.On, stop);
        var added = days.Where(day => !known.ContainsKey(day.On)).ToList();
        foreach (var (on, name) in days)
            if (known.TryGetValue(on, out var held)) held.Name = name;
            else db.Add(new PublicHoliday { On = on, Name = name });
        trail.Note("Holidays", "Added", days.Count == 1 ? $"{Wording.Iso(days[0].On)} {days[0].Name}" : $"{days.Count} days, {added.Count} of them new", Path, AuditText.Lines(days.Select(day => AuditText.Remark($"{Wording.Iso(day.On)} {day.Name}"))));
        await db.SaveChangesAsync(stop);

        var newly = added.Select(day => (DateOnly?)day.On).ToList();
        var falls = await db.ContactLogs.OfEveryAccount().AsNoTracking().AtWork().CountAsync(log => newly.Contains(log.PromisedOn), stop);
        notices.Put(context, falls == 0 ? "good" : "warn", (added.Count == days.Count ? $"{days.Count} {(days.Count == 1 ? "day is" : "days are")} added." : $"{added.Count} of {days.Count} days are new; the others have the name that you gave.")
            + (falls == 0 ? "" : $" {falls} open {(falls == 1 ? "ticket is" : "tickets are")} promised for such a day. The customers know that day: answer before it, or move the promise with a reason."));
        return Back(days.Select(day => day.On.Year).Where(year => year >= calendar.Today.Year).DefaultIfEmpty(days[0].On.Year).Min());
    }

    private static RedirectHttpResult Back(int year) => TypedResults.LocalRedirect(Links.To($"{Path}?year={year}"));

    private static async Task<Page<Model>> PageAsync(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, Form? one, Form? many, Form? hours, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var open = await db.OpeningHours.AsNoTracking().ToListAsync(stop);
        var all = await db.PublicHolidays.AsNoTracking().OrderBy(holiday => holiday.On).ToListAsync(stop);
        var years = all.Select(holiday => holiday.On.Year).Append(calendar.Today.Year).Append(calendar.Today.Year + 1).Distinct().Order().ToList();
        var year = int.TryParse(context.Request.Query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && years.Contains(asked) ? asked : calendar.Today.Year;
        var promised = await db.ContactLogs.OfEveryAccount().AsNoTracking().AtWork().Where(log => log.PromisedOn != null).GroupBy(log => log.PromisedOn).Select(group => new { On = group.Key, Count = group.Count() }).ToListAsync(stop);
        string Promised(DateOnly on) => promised.Find(group => group.On == on)?.Count is { } count ? $"{words.Count(count, "open ticket is", "open tickets are")} promised for this day" : "";
        return new("BackOffice/Holidays/HolidayList", "Hours and holidays", new Model(
            HoursForm.ToPage((hours ?? HoursForm.Ask(Form.Fresh(context), open)).ToPage(Path + "/hours", "Save the hours"), open),
            [.. years.Select(number => new Year($"{number}", Links.To($"{Path}?year={number}"), number == year))],
            [.. all.Where(holiday => holiday.On.Year == year).Select(holiday => new Day(Wording.Iso(holiday.On), words.LongDate(holiday.On), holiday.Name, Promised(holiday.On)))],
            (one ?? AskOne(Form.Fresh(context))).ToPage(Path, "Add"), (many ?? AskMany(Form.Fresh(context))).ToPage(Path + "/paste", "Add all"),
            Links.To(Path + "/remove"), Links.To(InboxList.Path), $"{year}"), frame: FrameKind.Office);
    }

    internal sealed record Model(HoursForm.Page Hours, IReadOnlyList<Year> Years, IReadOnlyList<Day> Days, FormPage One, FormPage Many, string RemoveAction, string BackHref, string Shown);
    internal sealed record Year(string Label, string Href, bool Current);
    internal sealed record Day(string On, string Text, string Name, string Promised);
}
