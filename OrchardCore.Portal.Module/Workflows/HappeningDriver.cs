using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;
using OrchardCore.Workflows.Activities;
using OrchardCore.Workflows.ViewModels;

namespace Portal.Orchard.Workflows;

/// <summary>How an event looks in the workflow editor: all alike, so two views serve for all of them.</summary>
public sealed class HappeningDriver<T> : DisplayDriver<IActivity, T> where T : PortalHappening
{
    public override Task<IDisplayResult> DisplayAsync(T activity, BuildDisplayContext context) => CombineAsync(
        Shape("PortalHappening_Fields_Thumbnail", new ActivityViewModel<PortalHappening>(activity)).Location("Thumbnail", "Content"),
        Shape("PortalHappening_Fields_Design", new ActivityViewModel<PortalHappening>(activity)).Location("Design", "Content"));
}
