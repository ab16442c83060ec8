using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Importing.Sources;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>Where files come from: what is expected and whether it came, what lies in the drop folder and why, and the API.</summary>
internal static class ImportSources
{
    public const string Path = "/admin/imports/sources";
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, (HttpContext context, Work work, CancellationToken stop) => work.ToPageAsync(work.Ask(Form.Fresh(context)), stop)).ForOffice(Policies.RunImports);
        portal.MapPost(Path, Expect).ForOffice(Policies.RunImports);
        portal.MapPost(Path + "/{id:guid}/forget", Forget).ForOffice(Policies.RunImports);
    }

    private static async Task<Results<RedirectHttpResult, Page<Model>>> Expect(HttpContext context, Work work, AuditTrail trail, PortalDb db, TimeProvider clock, Notices notices, CancellationToken stop)
    {
        var form = work.Ask(await Form.SentAsync(context, stop));
        var isTime = TimeOnly.TryParseExact(form["by"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var by);
        if (form["by"] != "" && !isTime) form.Refuse("by", "By: enter a time as 06:00, hours and minutes.");
        var weekdays = form["days"] == "weekdays";
        if (form.IsGood && await db.ExpectedFiles.AnyAsync(one => one.Kind == form["kind"] && one.By == by && one.OnWeekdays == weekdays, stop)) form.RefuseAll("This is expected already.");
        if (form.IsGood && await db.ExpectedFiles.CountAsync(stop) >= Most) form.RefuseAll($"{Most} at most.");
        if (!form.IsGood) return await work.ToPageAsync(form, stop);
        db.ExpectedFiles.Add(new ExpectedFile { Kind = form["kind"], By = by, OnWeekdays = weekdays, CreatedAt = clock.GetUtcNow().UtcDateTime });
        trail.Note("Imports", "Expected from now on", $"{form["kind"]} by {form["by"]}", Path);
        await db.SaveChangesAsync(stop);
        notices.Put(context, "good", "It is expected from now on. The list of imports says when it is late.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Forget(Guid id, HttpContext context, AuditTrail trail, PortalDb db, Notices notices, CancellationToken stop)
    {
        if (await db.ExpectedFiles.AsTracking().SingleOrDefaultAsync(one => one.Id == id, stop) is not { } file) return TypedResults.NotFound();
        db.ExpectedFiles.Remove(file);
        trail.Note("Imports", "Not expected any more", $"{file.Kind} by {file.By:HH\\:mm}", Path);
        await db.SaveChangesAsync(stop);
        notices.Put(context, "good", "It is not expected any more.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    /// <summary>The page, for looking and after a form that was refused.</summary>
    internal sealed class Work(ExpectedFiles expected, DropState drop, FileKinds kinds, RetailerScope scope, RetailerCalendar calendar, PortalDb db)
    {
        private readonly BatchWords _said = new(scope.Current.Wording, calendar);

        public Form Ask(Form form) => form
            .Field(new FormField("kind", "Rows of", "select") { Required = true, Options = [.. kinds.All.Where(kind => kind.Name != "invoices").Select(kind => new Choice(kind.Name, kind.Name))] })
            .Field(new FormField("by", "By", "time") { Required = true, Value = "06:00", Hint = "Your local time." })
            .Field(new FormField("days", "On", "select") { Required = true, Value = "daily", Options = [new Choice("daily", "every day"), new Choice("weekdays", "Monday to Friday")] });

        public async Task<Page<Model>> ToPageAsync(Form form, CancellationToken stop)
        {
            var waiting = drop.Waiting();
            var keys = await db.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null).ToListAsync(stop);
            var last = await db.ImportBatches.AsNoTracking().Where(batch => batch.Source == ImportSource.DropFolder).OrderByDescending(batch => batch.ReceivedAt).FirstOrDefaultAsync(stop);
            return new Page<Model>("BackOffice/ImportFiles/ImportSources", "Where files come from", new Model(Links.To("/admin/imports"), [.. (await expected.AllAsync(stop)).Select(ToLine)], form.ToPage(Path, "Expect it"),
                drop.Name, drop.LookedAt is { } looked ? _said.Time(looked) : "never", drop.IsLookedThrough, drop.EverySeconds == 1 ? "every second" : $"every {_said.Number(drop.EverySeconds)} seconds", last is null ? "" : $"{last.FileName}, {_said.Time(last.ReceivedAt)}",
                [.. waiting.Select(file => new Waiting(file.Name, $"{BatchWords.Size(file.Bytes)}, since {_said.Time(file.Since)}", file.Why, file.IsStuck))],
                keys.Count == 0 ? "No key is in use." : $"{_said.Counted(keys.Count, "key", "keys")} in use, {(keys.Max(key => key.LastUsedAt) is { } used ? "last used " + _said.Time(used) : "never used so far")}.", Links.To("/admin/imports/keys")), frame: FrameKind.Office);
        }

        private Line ToLine(Expectation one) => new(
            $"{one.File.Kind} by {one.File.By.ToString("t", scope.Current.Wording.Culture)}, {(one.File.OnWeekdays ? "Monday to Friday" : "every day")}",
            $"{(one.CameAt is { } came ? "Came last " + _said.Time(came) : "Has not come yet")}. Next by {_said.Time(one.NextAt)}.",
            one.IsLate ? "Late" : one.DueAt is null ? "Not due yet" : "On time", one.IsLate ? "bad" : one.DueAt is null ? "flat" : "good", Links.To($"{Path}/{one.File.Id}/forget"));
    }

    internal sealed record Model(string BackHref, IReadOnlyList<Line> Expected, FormPage Form, string DropName, string Looked, bool IsLookedThrough, string Every, string LastTaken, IReadOnlyList<Waiting> Files, string Keys, string KeysHref);
    internal sealed record Line(string Title, string Text, string State, string Tone, string ForgetAction);
    internal sealed record Waiting(string Name, string Text, string Why, bool IsStuck);
}
