using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>High-use alerts of a service: what is set, and a limit to try on the last twelve months before it is saved.</summary>
internal static class AlertPage
{
    public const string Path = "/usage/alerts";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).RequireAuthorization(Policies.Customer);
        portal.MapPost(Path, Save).RequireAuthorization(Policies.Customer).Limited(new Limit("usage-alert", 60, TimeSpan.FromHours(1)));
        portal.MapPost(Path + "/{id:guid}/off", Off).RequireAuthorization(Policies.Customer);
    }

    public static string Href(string serviceKey) => Links.To(Path) + QueryString.Create("service", serviceKey);

    private static async Task<IResult> Show(HttpContext context, Customer customer, Work work, CancellationToken stop)
    {
        if (await work.FindAsync(context.Request.Query["service"], customer, stop) is not { } watched) return await work.HasNoneAsync(customer, stop) ? work.Nothing() : TypedResults.NotFound();
        return await work.ToPageAsync(watched, customer, await work.AskAsync(Form.Fresh(context), watched, stop), stop);
    }

    private static async Task<IResult> Save(HttpContext context, Customer customer, Work work, PortalDb db, RetailerCalendar calendar, RetailerScope scope, Notices notices, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        if (await work.FindAsync(form["service"], customer, stop) is not { } watched) return TypedResults.NotFound();
        var asked = await work.AskAsync(form, watched, stop);
        if (asked.Rule is not { } rule || form["deed"] == "try") return await work.ToPageAsync(watched, customer, asked, stop);

        try
        {
            await SetAsync();
        }
        catch (DbUpdateException)   // the second click of a double one: now the first has made it, and this one changes it
        {
            db.ChangeTracker.Clear();
            await SetAsync();
        }
        notices.Put(context, "good", $"{scope.Current.Wording.Word("Saved. We write to you when you use")} {rule.InWords(watched.Service.Unit, scope.Current.Wording)}.");
        return TypedResults.LocalRedirect(Href(form["service"]));

        async Task SetAsync()
        {
            var alert = await db.UsageAlerts.ToChangeFor(customer).SingleOrDefaultAsync(one => one.ServiceId == watched.Service.Id && one.Kind == rule.Kind, stop);
            if (alert is null) db.Add(new UsageAlert { AccountNumber = customer.AccountNumber, ServiceId = watched.Service.Id, Kind = rule.Kind, Limit = rule.Limit, Since = calendar.Today });
            else
            {
                (alert.Limit, alert.Since) = (rule.Limit, calendar.Today);
                // A month that went above a lower limit is told once more when it goes above this one.
                db.RemoveRange(await db.ToldAlerts.ToChangeFor(customer).Where(told => told.AlertId == alert.Id && told.Value <= rule.Limit).ToListAsync(stop));
            }
            await db.SaveChangesAsync(stop);
        }
    }

    private static async Task<IResult> Off(Guid id, HttpContext context, Customer customer, PortalDb db, RetailerScope scope, Notices notices, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        if (await db.UsageAlerts.For(customer).Where(alert => alert.Id == id).ExecuteDeleteAsync(stop) == 0) return TypedResults.NotFound();
        notices.Put(context, "good", scope.Current.Wording.Word("The alert is off."));
        return TypedResults.LocalRedirect(Href(form["service"]));
    }

    /// <summary>What showing and saving share.</summary>
    internal sealed class Work(PortalDb db, RetailerScope scope, RetailerCalendar calendar)
    {
        private Wording Words => scope.Current.Wording;

        /// <returns>Null where it is none of the customer's, or no longer theirs.</returns>
        public async Task<WatchedService?> FindAsync(string? key, Customer customer, CancellationToken stop)
        {
            var services = await ServicesAsync(customer, stop);
            return services.FirstOrDefault(one => string.IsNullOrEmpty(key) || one.MeterNumber == key) is { } service ? new(service, db, scope.Current, calendar) : null;
        }

        public async Task<bool> HasNoneAsync(Customer customer, CancellationToken stop) => (await ServicesAsync(customer, stop)).Count == 0;

        public Page<AlertModel> Nothing() => new("Usage/Alerts/AlertPage", Words.Word("High-use alerts"), new AlertModel(Words.Word("High-use alerts"), "", UsageTabs.Of("", null, Words))
        { Empty = new EmptyPage(Words.Word("No service to watch"), Words.Word("An alert can be set once a service is connected."), Words.Word("See your services"), Links.To("/services")) });

        public async Task<AskedAlert> AskAsync(Form form, WatchedService watched, CancellationToken stop) =>
            AskedAlert.Of(form, watched.Service, await watched.HasCostAsync(stop), await YearAsync(AlertKind.DayUse, watched, stop), Words);

        public async Task<IResult> ToPageAsync(WatchedService watched, Customer customer, AskedAlert asked, CancellationToken stop)
        {
            var (service, services) = (watched.Service, await ServicesAsync(customer, stop));
            var alerts = await db.UsageAlerts.For(customer).Where(alert => alert.ServiceId == service.Id).OrderBy(alert => alert.Kind).ToListAsync(stop);
            var mine = alerts.ConvertAll(alert => alert.Id);
            var told = await db.ToldAlerts.For(customer).Where(one => mine.Contains(one.AlertId)).GroupBy(one => one.AlertId).Select(all => all.OrderByDescending(one => one.Period).First()).ToDictionaryAsync(one => one.AlertId, stop);
            var email = await db.Accounts.For(customer).Select(account => account.Email).SingleAsync(stop);
            return new Page<AlertModel>("Usage/Alerts/AlertPage", Words.Word("High-use alerts"), new AlertModel(Words.Word("High-use alerts"),
                $"{ServiceWords.TypeOf(service.Type, Words)} {Words.Word("meter")} {service.MeterNumber}, {service.AddressText}", UsageTabs.Of(service.MeterNumber, null, Words))
            {
                Service = service.MeterNumber,
                Choice = services.Count < 2 ? null : new UsageForm(Links.To(Path), [UsageForm.ServiceField(service.MeterNumber, services, Words)], Words.Word("Show")),
                Alerts = [.. alerts.Select(alert => AlertModel.Line.Of(alert, told.GetValueOrDefault(alert.Id), service, Words))],
                Form = asked.Form.ToPage(Path, Words.Word("Save this alert")),
                Tried = asked.Rule is { } rule ? TriedLimit.Of(rule, await YearAsync(rule.Kind, watched, stop), service, services, Words) : null,
                Rule = $"{Words.Word("We look whenever new data of this meter arrive, and write to")} {email}: {Words.Word("once a day or month, however often data are sent again")}. {Words.Word("Estimated days set off no daily alert.")}"
                    + (service.Type is "electricity" or "solar" ? " " + Words.Word("Solar that you send to the grid is not counted.") : ""),
            });
        }

        private Task<IReadOnlyList<DayTaken>> YearAsync(AlertKind kind, WatchedService watched, CancellationToken stop)
        {
            var today = calendar.Today;
            return watched.DaysAsync(kind, kind is AlertKind.MonthUse or AlertKind.MonthCost ? new DateOnly(today.Year, today.Month, 1).AddMonths(-11) : today.AddYears(-1).AddDays(1), today, stop);
        }

        private async Task<List<EnergyService>> ServicesAsync(Customer customer, CancellationToken stop)
        {
            var today = calendar.Today;
            return [.. (await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop)).Where(service => !service.IsOver(today) && service.MoveInOn <= today)];
        }
    }
}
