namespace OrchardCore.Portal.Tenancy;

/// <summary>Who may do what. The plain host maps them to roles of its own sign-ins, Orchard to permissions.</summary>
public static class Policies
{
    /// <summary>Signed in, and linked to one account or more.</summary>
    public const string Customer = "Portal.Customer";

    /// <summary>The retailer's own people, in the back office.</summary>
    public const string BackOffice = "Portal.BackOffice";
}
