using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>
/// Every query of a customer's screen on rows that an account owns begins with For(customer) or ToChangeFor(customer), and on readings
/// with Of(service): read from the compiled code, so that no spelling escapes.
/// </summary>
public sealed class AccountWall
{
    private static readonly string[] CustomerSlices =
        ["Dashboard", "EnergyServices", "Charges", "Statements", "Transactions", "Usage", "AccountDetails", "ServiceSettings", "ContactUs", "Payments"];

    [Fact]
    public void Every_customer_screen_reads_owned_rows_through_For() => Assert.Empty(Unwalled(PortalCode.Portal));

    [Fact]
    public void And_a_screen_that_does_not_is_seen() => Assert.Equal(["LeakyDashboard: Statements"], Unwalled(PortalCode.Offenders));

    private static IEnumerable<string> Unwalled(PortalCode code) => code.Types
        .Where(type => CustomerSlices.Contains(PortalCode.SliceOf(type)) && !IsImporter(PortalCode.NameOf(type)) && !PortalCode.NameOf(type).EndsWith("Rows", StringComparison.Ordinal))
        .SelectMany(type => PortalCode.Instructions(type).Where(IsOwnedSet).Where(step => !BeginsWithTheWall(step, IsScreen(type))).Select(step => $"{PortalCode.NameOf(type)}: {SetName(step)}"))
        .Distinct().Order(StringComparer.Ordinal);

    /// <summary>The readers of files write rows of any account: the retailer's own act.</summary>
    private static bool IsImporter(string name) => name.EndsWith("File", StringComparison.Ordinal) || name.StartsWith("Ubl", StringComparison.Ordinal);

    /// <summary>What has addresses of its own; its closures count as part of it.</summary>
    private static bool IsScreen(TypeDefinition type) => type.Methods.Any(method => method.Name == "Map") || type.DeclaringType is { } around && IsScreen(around);

    private static bool IsOwnedSet(Instruction step) =>
        step.Operand is MethodReference { ReturnType: GenericInstanceType { ElementType.Name: "DbSet`1" } set } && IsWalled(set.GenericArguments[0]);

    private static bool IsWalled(TypeReference row) =>
        row.Name is "Reading" or "IntervalDay" or "MeterChannel" || row.Resolve() is { } type && type.Interfaces.Any(face => face.InterfaceType.Name == "IOwned");

    private static string SetName(Instruction step) => ((MethodReference)step.Operand).Name.Replace("get_", "", StringComparison.Ordinal);

    /// <summary>The set is handed on to the wall, or a new row is added to it, before anything else is done with it.</summary>
    private static bool BeginsWithTheWall(Instruction step, bool screen)
    {
        for (var next = step.Next; next is not null; next = next.Next)
            if (next.OpCode.FlowControl == FlowControl.Call && next.Operand is MethodReference called && !called.Name.StartsWith("get_", StringComparison.Ordinal))
                return called.Name is "For" or "ToChangeFor" or "Of" or "Add" or "AddRange" or "AddAsync" || !screen && called.Name == "OfEveryAccount";
        return false;
    }
}
