namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>The retailer's people, as tests need them.</summary>
internal static class OfficePeople
{
    /// <summary>Somebody with these roles, signed in; their address is made of the roles and the retailer.</summary>
    public static async Task<Visitor> SignedInAsync(PortalApp portal, string retailer, string roles)
    {
        var email = $"{roles.Replace(' ', '-')}@{retailer}.example";
        await portal.AddSignInAsync(retailer, email, roles);
        var person = portal.Visit(retailer);
        await person.SignInAsync(email, PortalApp.Password);
        return person;
    }
}
