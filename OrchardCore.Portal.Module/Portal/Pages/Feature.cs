using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Pages;

/// <summary>A part of the portal: what it is called, its addresses, and where it stands in the menus.</summary>
/// <param name="Icon">A name in the icon sprite.</param>
/// <param name="Bar">What the phone's bottom bar calls it; empty where it is not one of the five.</param>
internal sealed record Feature(string Label, string Path, string Icon, Action<IEndpointRouteBuilder> Map, string Bar = "", bool InMenu = true);
