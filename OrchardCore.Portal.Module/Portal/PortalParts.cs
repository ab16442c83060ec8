namespace OrchardCore.Portal;

/// <summary>The parts of the portal, for a host that lets a retailer do without some. What a part shows is left out with it; its data stays.</summary>
[Flags]
public enum PortalParts
{
    None = 0,

    /// <summary>The customer's screens: what all others stand on.</summary>
    Screens = 1,

    /// <summary>Sign-ins of the portal's own, for a host without users.</summary>
    SignIn = 2,

    /// <summary>Paying through Stripe. Without it a customer sees the retailer's other ways to pay.</summary>
    Payments = 4,

    /// <summary>Files that come in by the drop folder, the back office or the API.</summary>
    Imports = 8,

    /// <summary>Editing the answers of Help.</summary>
    Answers = 16,

    /// <summary>Editing brand and templates.</summary>
    Branding = 32,

    /// <summary>The screens of the retailer's own people.</summary>
    BackOffice = 64,

    /// <summary>A customer's first visit with a bill in the hand, up to the mailed link; what is behind the link is up to whoever keeps the users.</summary>
    Activation = 128,

    All = Screens | SignIn | Payments | Imports | Answers | Branding | BackOffice | Activation,
}
