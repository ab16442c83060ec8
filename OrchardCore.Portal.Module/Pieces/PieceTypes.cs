using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Data.Migration;

namespace Portal.Orchard.Pieces;

/// <summary>The same two as widgets, for zones and flows; what they show is in Views/Widget-PortalBalance.liquid and Widget-PortalPay.liquid.</summary>
internal sealed class PieceTypes(IContentDefinitionManager definitions) : DataMigration
{
    public async Task<int> CreateAsync()
    {
        await definitions.AlterTypeDefinitionAsync("PortalBalance", type => type.WithDisplayName("Balance").WithDescription("What the signed-in customer owes, with a button to pay.").Stereotype("Widget"));
        await definitions.AlterTypeDefinitionAsync("PortalPay", type => type.WithDisplayName("Pay my bill").WithDescription("A button to pay, signed in or not.").Stereotype("Widget"));
        return 1;
    }
}
