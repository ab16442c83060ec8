using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

/// <summary>What one of the retailer's people may do.</summary>
/// <param name="Key">As it is stored, and as samples/demo-sign-ins.json names it.</param>
internal sealed record StaffRole(string Key, string Name, string Does, IReadOnlyList<string> Policies);

/// <summary>The roles of a retailer's people. A person may have several.</summary>
internal static class StaffRoles
{
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<StaffRole> All =
    [
        new(Administrator, "Administrator", "Everything, the people and the keys included.", Policies.OfBackOffice),
        new("editor", "Editor", "Answers in Help & FAQ, branding and templates.", [Policies.BackOffice, Policies.EditAnswers, Policies.EditBrand]),
        new("support", "Support", "The inbox, customers, and seeing the portal as a customer does.", [Policies.BackOffice, Policies.AnswerContacts, Policies.ServeCustomers, Policies.ViewAsCustomer, Policies.SeeMail]),
        new("trained-support", "Trained support", "Support, and requests of customers who must be kept safe.", [Policies.BackOffice, Policies.AnswerContacts, Policies.AnswerPrivate, Policies.ServeCustomers, Policies.ViewAsCustomer, Policies.SeeMail]),
        new("billing", "Billing", "Imports and payments.", [Policies.BackOffice, Policies.RunImports, Policies.SeePayments, Policies.SeeMail]),
    ];

    /// <summary>The keys of the roles that a policy lets in.</summary>
    public static IEnumerable<string> With(string policy) => All.Where(role => role.Policies.Contains(policy)).Select(role => role.Key);

    /// <summary>"Support, Billing", for people to read.</summary>
    public static string Names(string roles) => string.Join(", ", Read(roles).Select(key => All.First(role => role.Key == key).Name));

    /// <summary>Keys as they are stored, each once and in the order of the list.</summary>
    public static string Written(IEnumerable<string> keys) => string.Join(' ', All.Select(role => role.Key).Intersect(keys));

    /// <summary>"support billing" as it is stored; what is no role is left out.</summary>
    public static IReadOnlyList<string> Read(string roles) => [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(key => All.Any(role => role.Key == key))];
}
