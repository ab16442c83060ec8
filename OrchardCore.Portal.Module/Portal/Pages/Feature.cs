using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Pages;

/// <summary>A part of the portal: what it is called, its addresses, and where it stands in the menus.</summary>
/// <param name="Icon">A name in the icon sprite.</param>
/// <param name="Bar">What the phone's bottom bar calls it; empty where it is not one of the five.</param>
/// <param name="InMenu">Whether it stands in a menu: the customer's, or the back office's where <paramref name="Office"/> says so.</param>
/// <param name="Office">The policy that lets into this part of the back office; empty for a part of the customer's portal.</param>
/// <param name="Part">It is there where all of these are on.</param>
internal sealed record Feature(
    string Label, string Path, string Icon, Action<IEndpointRouteBuilder> Map, string Bar = "", bool InMenu = true, string Office = "", PortalParts Part = PortalParts.Screens);

/// <summary>The parts that a host has added, all together.</summary>
internal sealed class PartsOn(IEnumerable<PartsOn.Added> added)
{
    private readonly PortalParts _on = added.Aggregate(PortalParts.None, (all, one) => all | one.Parts);

    public bool Has(PortalParts parts) => _on.HasFlag(parts);

    internal sealed record Added(PortalParts Parts);
}
