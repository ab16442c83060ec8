namespace Portal.Orchard;

/// <summary>The features that a tenant can switch on.</summary>
public static class PortalFeatures
{
    public const string Category = "Customer Portal";

    /// <summary>Orchard takes the feature with the assembly's name as the main one.</summary>
    public const string Portal = "OrchardCore.Portal.Module";

    public const string BackOffice = "OrchardCore.Portal.BackOffice";
    public const string Payments = "OrchardCore.Portal.Payments";
    public const string Imports = "OrchardCore.Portal.Imports";
    public const string Faq = "OrchardCore.Portal.Faq";
    public const string Branding = "OrchardCore.Portal.Branding";
}
