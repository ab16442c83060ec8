using Mono.Cecil;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>
/// A kept page is made anew since every write goes through a PortalDb, whose interceptor makes new versions. Imports write past it, and save their batch with every
/// chunk; nobody else may.
/// </summary>
public sealed class VersionedWrites
{
    private static readonly string[] Past = ["GetDbConnection", "GetDbTransaction"];
    private static readonly string[] Unwatched = ["SaveChanges", "ExecuteUpdate", "ExecuteDelete", "ExecuteSqlRaw", "ExecuteSqlInterpolated", "ExecuteSql", "Commit", "CommitTransaction"];

    [Fact]
    public void Only_imports_write_past_the_context() => Assert.Empty(WritersPast(PortalCode.Portal));

    [Fact]
    public void And_a_slice_that_does_is_seen() => Assert.Contains("SecretWriter", WritersPast(PortalCode.Offenders));

    [Fact]
    public void Nothing_is_written_by_the_calls_that_the_interceptor_does_not_watch() => Assert.Empty(Callers(PortalCode.Portal, Unwatched));

    [Fact]
    public void And_a_slice_that_calls_one_is_seen() => Assert.Contains("HastyWriter", Callers(PortalCode.Offenders, Unwatched));

    private static IEnumerable<string> WritersPast(PortalCode code) =>
        code.Types.Where(type => PortalCode.SliceOf(type) is not ("Data" or "Importing" or "Events")).Where(type => Calls(type, Past)).Select(PortalCode.NameOf).Distinct();

    private static IEnumerable<string> Callers(PortalCode code, string[] names) => code.Types.Where(type => Calls(type, names)).Select(PortalCode.NameOf).Distinct();

    private static bool Calls(TypeDefinition type, string[] names) =>
        PortalCode.Instructions(type).Any(step => step.Operand is MethodReference called && names.Contains(called.Name) && called.DeclaringType.Namespace.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
}
