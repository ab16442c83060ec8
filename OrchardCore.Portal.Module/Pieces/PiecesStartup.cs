using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;
using OrchardCore.Portal.Dashboard;
using OrchardCore.Shortcodes;

namespace Portal.Orchard.Pieces;

[Feature(PortalFeatures.Portal)]
[RequireFeatures("OrchardCore.Shortcodes")]
public sealed class ShortcodesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<BalancePiece>();
        services.AddShortcode<PortalShortcodes>(PortalShortcodes.Balance, code => Describe(code, "What the signed-in customer owes, with a button to pay; for others, the ways to sign in and to pay without."));
        services.AddShortcode<PortalShortcodes>(PortalShortcodes.Pay, code => Describe(code, "A button to pay, signed in or not."));
    }

    private static void Describe(ShortcodeOption code, string hint) => (code.Hint, code.Usage, code.Categories) = (hint, $"[{code.Name}]", [PortalFeatures.Category]);
}

[Feature(PortalFeatures.Portal)]
[RequireFeatures("OrchardCore.Shortcodes", "OrchardCore.Widgets")]
public sealed class WidgetsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddDataMigration<PieceTypes>();
}
