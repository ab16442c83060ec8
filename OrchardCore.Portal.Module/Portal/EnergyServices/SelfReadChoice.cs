using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>The way to a reading of one's own for whoever does not come from a meter: straight to the form where there is one, else which of them was read.</summary>
internal static class SelfReadChoice
{
    public const string Path = "/services/reading";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Path, Show).RequireAuthorization(Policies.Customer);

    private static async Task<IResult> Show(Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var services = (await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop)).FindAll(service => FinalReadRules.IsPossible(service, calendar.Today));
        if (services is [var only]) return TypedResults.LocalRedirect(SelfRead.Href(only.Id));
        return new Page<Model>("EnergyServices/SelfReadChoice", words.Word("Send a meter reading"), new Model(words.Word("Send a meter reading"), words.Word("Which meter did you read?"),
            [.. services.Select(service => new Meter($"{ServiceWords.TypeOf(service.Type, words)}, {words.Word("meter")} {service.MeterNumber}", service.AddressText, SelfRead.Href(service.Id), ServiceWords.Icon(service.Type)))],
            new EmptyPage(words.Word("No meter to read"), words.Word("None of your services has a meter that can be read by hand now."), words.Word("See your services"), Links.To("/services")), Links.To("/services")));
    }

    internal sealed record Model(string Title, string Lead, IReadOnlyList<Meter> Meters, EmptyPage Empty, string BackHref);
    internal sealed record Meter(string Label, string Address, string Href, string Icon);
}
