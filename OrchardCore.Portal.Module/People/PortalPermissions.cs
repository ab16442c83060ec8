using Microsoft.AspNetCore.Authorization;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security;
using OrchardCore.Security.Permissions;

namespace Portal.Orchard.People;

/// <summary>The portal's policies as permissions, which an administrator gives to roles. A role that is made with a name of the list has them from the start.</summary>
internal sealed class PortalPermissions : IPermissionProvider
{
    /// <summary>The role of customers, and the one that activation gives.</summary>
    public const string Customer = "Customer";

    public static readonly Permission SeeOwnAccounts = new(Policies.Customer, "Customer Portal: see the accounts that one's own sign-in is linked to");

    private static readonly IReadOnlyDictionary<string, Permission> OfBackOffice = new Dictionary<string, Permission>(StringComparer.Ordinal)
    {
        [Policies.BackOffice] = new(Policies.BackOffice, "Customer Portal: enter the back office"),
        [Policies.EditAnswers] = new(Policies.EditAnswers, "Customer Portal: edit the answers of Help"),
        [Policies.EditBrand] = new(Policies.EditBrand, "Customer Portal: edit brand and templates"),
        [Policies.RunImports] = new(Policies.RunImports, "Customer Portal: import files"),
        [Policies.SeePayments] = new(Policies.SeePayments, "Customer Portal: see payments"),
        [Policies.AnswerContacts] = new(Policies.AnswerContacts, "Customer Portal: answer contact logs"),
        [Policies.AnswerPrivate] = new(Policies.AnswerPrivate, "Customer Portal: answer private contact logs, of customers who must be kept safe", isSecurityCritical: true),
        [Policies.ManageInbox] = new(Policies.ManageInbox, "Customer Portal: manage message types, ready answers and public holidays"),
        [Policies.ServeCustomers] = new(Policies.ServeCustomers, "Customer Portal: look after customers"),
        [Policies.ViewAsCustomer] = new(Policies.ViewAsCustomer, "Customer Portal: see the portal as a customer does", isSecurityCritical: true),
        [Policies.SeeMail] = new(Policies.SeeMail, "Customer Portal: see the mail that was sent"),
        [Policies.SeeAudit] = new(Policies.SeeAudit, "Customer Portal: see the audit trail"),
        [Policies.ManageKeys] = new(Policies.ManageKeys, "Customer Portal: manage the keys of Stripe and of the import API", isSecurityCritical: true),
        [Policies.ManagePeople] = new(Policies.ManagePeople, "Customer Portal: manage the retailer's people", isSecurityCritical: true),
    };

    public static Permission Of(string policy) => OfBackOffice[policy];

    public static void Add(AuthorizationBuilder authorization)
    {
        foreach (var name in Policies.OfBackOffice) authorization.AddPolicy(name, policy => policy.AddRequirements(new PermissionRequirement(Of(name))));
    }

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([SeeOwnAccounts, .. OfBackOffice.Values]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = Customer, Permissions = [SeeOwnAccounts] },
        .. StaffRoles.All.Select(role => new PermissionStereotype { Name = role.Name, Permissions = [.. role.Policies.Select(Of)] }),
    ];
}
