using OrchardCore.Deployment;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;

namespace Portal.Orchard.Deployment;

public sealed class PortalDeploymentDriver : DisplayDriver<DeploymentStep, PortalDeploymentStep>
{
    public override Task<IDisplayResult> DisplayAsync(PortalDeploymentStep model, BuildDisplayContext context) => CombineAsync(
        View("PortalDeploymentStep_Summary", model).Location("Summary", "Content"),
        View("PortalDeploymentStep_Thumbnail", model).Location("Thumbnail", "Content"));

    public override IDisplayResult Edit(PortalDeploymentStep model, BuildEditorContext context) => Initialize<PortalDeploymentStep>("PortalDeploymentStep_Edit", step =>
        (step.Brand, step.Templates, step.Facts, step.Answers) = (model.Brand, model.Templates, model.Facts, model.Answers)).Location("Content");

    public override async Task<IDisplayResult> UpdateAsync(PortalDeploymentStep model, UpdateEditorContext context)
    {
        await context.Updater.TryUpdateModelAsync(model, Prefix, step => step.Brand, step => step.Templates, step => step.Facts, step => step.Answers);
        return Edit(model, context);
    }
}
