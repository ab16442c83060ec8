using Mono.Cecil;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>Which folder may use which (docs/architecture.md). What is not on the table is not allowed.</summary>
public sealed class AllowedArrows
{
    // Every slice may use these seven; they use no slice, and each other only as written here.
    private static readonly Dictionary<string, string[]> Ground = new()
    {
        ["Words"] = [],
        ["Tenancy"] = ["Words", "Pages"],
        ["Data"] = ["Words", "Tenancy"],
        ["Scaling"] = ["Tenancy", "Data"],
        ["Pages"] = ["Words", "Tenancy", "Data", "Scaling"],
        ["Auditing"] = ["Tenancy", "Data", "Pages"],
        ["Events"] = ["Words", "Tenancy", "Data", "Scaling"],
    };

    private static readonly Dictionary<string, string[]> Slices = new()
    {
        ["Importing"] = ["Notifications"],
        ["Notifications"] = [],
        ["SignIn"] = ["Notifications", "AccountDetails", "Statements"],
        ["Transactions"] = ["Importing", "Statements"],
        ["Statements"] = ["Importing", "Transactions", "Charges", "EnergyServices", "AccountDetails", "Payments", "Usage"],
        ["Charges"] = ["Importing", "Transactions", "Statements", "EnergyServices"],
        ["EnergyServices"] = ["Importing", "Usage", "ContactUs", "Notifications", "AccountDetails", "Statements"],
        ["Usage"] = ["Importing", "EnergyServices", "Statements", "Charges", "Notifications", "AccountDetails"],
        ["AccountDetails"] = ["Importing", "ContactUs", "Notifications"],
        ["ServiceSettings"] = ["AccountDetails"],
        ["ContactUs"] = ["Notifications", "EnergyServices", "Statements", "AccountDetails"],
        ["Help"] = [],
        ["Branding"] = [],
        ["Payments"] = ["Transactions", "Statements", "AccountDetails", "Notifications"],
        ["Dashboard"] = ["Transactions", "Statements", "EnergyServices", "ContactUs", "AccountDetails", "Usage"],
        ["BackOffice"] = ["Help", "Branding", "Dashboard", "Importing", "Payments", "Transactions", "Notifications", "ContactUs", "AccountDetails", "EnergyServices", "Statements", "SignIn"],
    };

    [Fact]
    public void Folders_use_only_what_the_table_says() => Assert.Empty(Crossing(PortalCode.Portal));

    [Fact]
    public void And_an_arrow_that_is_not_on_it_is_seen() =>
        Assert.Equal(["Words → Statements (CuriousWords)"], Crossing(PortalCode.Offenders));

    private static IEnumerable<string> Crossing(PortalCode code) => code.Types
        .SelectMany(type => Used(type).Select(used => (From: PortalCode.SliceOf(type), To: PortalCode.SliceOf(used), By: PortalCode.NameOf(type))))
        .Where(arrow => arrow.From != "" && arrow.To != "" && arrow.From != arrow.To && !Allowed(arrow.From, arrow.To))
        .Select(arrow => $"{arrow.From} → {arrow.To} ({arrow.By})")
        .Distinct().Order(StringComparer.Ordinal);

    private static bool Allowed(string from, string to) => Ground.TryGetValue(from, out var ground) ? ground.Contains(to)
        : Ground.ContainsKey(to) || (Slices.TryGetValue(from, out var slices) && slices.Contains(to)) || !Slices.ContainsKey(from) && from == "Tests";

    private static IEnumerable<TypeReference> Used(TypeDefinition type)
    {
        var named = type.Fields.Select(field => field.FieldType)
            .Concat(type.Methods.Select(method => method.ReturnType))
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType)))
            .Concat(PortalCode.Instructions(type).SelectMany(step => step.Operand switch
            {
                MethodReference method => [method.DeclaringType, .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
                FieldReference field => [field.DeclaringType],
                TypeReference used => [used],
                _ => Array.Empty<TypeReference>(),
            }));
        return named.SelectMany(Unfolded);
    }

    private static IEnumerable<TypeReference> Unfolded(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Unfolded)],
        TypeSpecification wrapped => Unfolded(wrapped.ElementType),
        _ => [type],
    };
}
