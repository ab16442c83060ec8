using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>The services of the account with their meters; the red action gives the retailer a final read.</summary>
internal static class ServiceList
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/services", Show).RequireAuthorization(Policies.Customer).Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var services = db.EnergyServices.For(customer);
        var all = await services.ToListAsync(stop);   // an account has a handful
        var list = List(words, calendar, all, await PendingRead.OfAsync(db, customer, stop));
        if (Listing<EnergyService>.WantsCsv(request)) return list.Csv(request, services, "services.csv");
        var active = all.Count(service => !service.IsOver(calendar.Today));
        return new Page<Model>("EnergyServices/ServiceList", words.Word("Services"), new Model(
            words.Word("Services"),
            active == 0 ? words.Word("No service is active on this account.") : $"{words.Count(active, "active service", "active services")}.",
            await list.PageAsync(request, services, stop)));
    }

    private static Listing<EnergyService> List(Wording words, RetailerCalendar calendar, IReadOnlyList<EnergyService> all, IReadOnlyDictionary<int, string> pending)
    {
        var today = calendar.Today;
        return new Listing<EnergyService>("services", "Services", words)
        {
            Path = "/services",
            Counted = ("service", "services"),
            NothingYet = new EmptyPage(words.Word("We have no active service on this account"), words.Word("Are you moving in? Tell us where and when, and we connect you."), words.Word("Start a service"), Links.To("/contact?type=move-in")),
        }
        .Column("meter", "Meter Number", service => service.MeterNumber, service => Cell.Code(service.MeterNumber), service => service.MeterNumber, lead: true)
        .Column("address", "Meter Address", service => service.AddressLine1, service => Cell.Plain(service.AddressText, service.PlanName), service => service.AddressText, lead: true)
        .Column("type", "Type", service => service.Type, service => Cell.Plain(ServiceWords.TypeOf(service.Type, words)), service => ServiceWords.TypeOf(service.Type, words))
        .Column("in", "Move in Date", service => service.MoveInOn, service => Cell.Date(service.MoveInOn, words), service => Wording.Iso(service.MoveInOn))
        .Column("out", "Move out Date", service => service.MoveOutOn, service => Cell.Date(service.MoveOutOn, words), service => Wording.Iso(service.MoveOutOn))
        .Column("status", "Status", EnergyService.ActiveThenAddressOn(today), service => Chip(service, words, calendar), service => ServiceWords.Of(service, words, calendar).Text, lead: true)
        .Column<int>("action", "Action", null, service => Actions(service, all, words, today, pending.GetValueOrDefault(service.Id, "")), null)
        .FirstBy("status", down: false, tie: service => service.Id)
        .Choose("state", "Show", "All", [new("active", words.Word("Active")), new("closed", words.Word("Closed"))], (services, state) => state switch
        {
            "active" => services.Where(EnergyService.IsActiveOn(today)),
            "closed" => services.Where(EnergyService.IsOverOn(today)),
            _ => services,
        })
        .Choose("type", "Type", "All", all.Select(service => service.Type).Distinct().Order(StringComparer.Ordinal).Select(type => new Choice(type, ServiceWords.TypeOf(type, words))), (services, type) => services.Where(service => service.Type == type))
        .Search("Meter or address", service => service.MeterNumber, service => service.AddressLine1, service => service.City, service => service.Postcode);
    }

    private static Cell Chip(EnergyService service, Wording words, RetailerCalendar calendar)
    {
        var status = ServiceWords.Of(service, words, calendar);
        return Cell.Chip(status.Text, status.Tone) with { Sub = status.Note };
    }

    private static Cell Actions(EnergyService service, IReadOnlyList<EnergyService> all, Wording words, DateOnly today, string pending)
    {
        var usage = new CellAction(words.Word("View usage"), Links.To("/usage") + QueryString.Create("service", UsageAsked.KeyOf(service, all)));
        var problem = new CellAction(words.Word("Report a problem"), Links.To($"/contact?type=meter-problem&service={service.Id}"));
        if (pending != "") return Cell.Of(new CellAction(words.Word("View final read"), Links.To($"/contact/{pending}")), usage, problem) with { Sub = $"{words.Word("Final read")} {pending}" };
        return FinalReadRules.IsPossible(service, today)
            ? Cell.Of(new CellAction(words.Word("Final read"), Links.To($"/services/{service.Id}/final-read"), "bad"), usage, new CellAction(words.Word("Send a reading"), SelfRead.Href(service.Id)), problem)
            : Cell.Of(usage, problem);
    }

    internal sealed record Model(string Title, string Lead, TablePage Table);
}
