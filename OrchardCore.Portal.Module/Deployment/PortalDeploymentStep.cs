using Microsoft.Extensions.Localization;
using OrchardCore.Deployment;

namespace Portal.Orchard.Deployment;

/// <summary>In a deployment plan: what makes one tenant's portal its retailer's, for another tenant to take over. Orchard makes shapes of it, so it is not sealed.</summary>
public class PortalDeploymentStep : DeploymentStep
{
    public PortalDeploymentStep() => Name = "CustomerPortal";

    public PortalDeploymentStep(IStringLocalizer<PortalDeploymentStep> S) : this() => Category = S["Customer Portal"];

    public bool Brand { get; set; } = true;
    public bool Templates { get; set; } = true;
    public bool Facts { get; set; } = true;
    public bool Answers { get; set; } = true;
}
