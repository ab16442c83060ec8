using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Deployment;
using OrchardCore.Modules;

namespace Portal.Orchard.Deployment;

[Feature(PortalFeatures.Branding)]
[RequireFeatures("OrchardCore.Deployment", "OrchardCore.Contents")]
public sealed class DeploymentStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddDeployment<PortalDeploymentSource, PortalDeploymentStep, PortalDeploymentDriver>();
}
