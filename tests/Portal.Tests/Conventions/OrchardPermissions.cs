using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>In an Orchard Core site each policy of the back office is a permission. A policy without one stops a tenant's start, and that half is not compiled here: so its list is read as text.</summary>
public sealed class OrchardPermissions
{
    [Fact]
    public void Every_policy_of_the_back_office_is_a_permission_once() =>
        Assert.Empty(Amiss(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "OrchardCore.Portal.Module", "People", "PortalPermissions.cs"))));

    [Fact]
    public void And_one_that_is_left_out_or_there_twice_is_seen() =>
        Assert.Equal(["EditBrand: 0", "BackOffice: 2"], Amiss(string.Concat(Names().Where(name => name != "EditBrand").Append("BackOffice").Select(name => $"[Policies.{name}] = new("))).OrderByDescending(one => one, StringComparer.Ordinal));

    private static List<string> Amiss(string list) => [.. Names().Select(name => (name, Times: list.Split($"[Policies.{name}] =").Length - 1)).Where(one => one.Times != 1).Select(one => $"{one.name}: {one.Times}")];

    private static IEnumerable<string> Names() =>
        typeof(Policies).GetFields().Where(field => field.IsLiteral && Policies.OfBackOffice.Contains((string)field.GetRawConstantValue()!)).Select(field => field.Name);
}
