using System.Reflection;
using Mono.Cecil;

namespace OrchardCore.Portal.Tests.Pages;

/// <summary>build/fluid/README.md: Fluid is rewritten where Parlot is 2 or newer. That pages render through it, every other test shows.</summary>
public sealed class RunningFluidOnThisParlot
{
    private static readonly string Parlot = InOutput("Parlot.dll");

    [Fact]
    public void Fluid_in_the_output_uses_only_what_Parlot_has() => Assert.Empty(MissingBetween(InOutput("Fluid.dll"), Parlot));

    [Fact]
    public void Fluid_as_restored_is_caught_on_Parlot_2()
    {
        var missing = MissingBetween(InOutput("restored/Fluid.dll"), Parlot);

        if (AssemblyName.GetAssemblyName(Parlot).Version!.Major < 2)
        {
            Assert.Empty(missing);
            return;
        }
        Assert.Equal(6, missing.Count);
        Assert.Contains("System.String Parlot.Scanner::Buffer", missing);
    }

    /// <summary>Members that one assembly uses and the other, as it lies in the output folder, does not have.</summary>
    private static List<string> MissingBetween(string callerFile, string calleeFile)
    {
        using var assemblies = new DefaultAssemblyResolver();
        assemblies.AddSearchDirectory(Path.GetDirectoryName(calleeFile));
        using var caller = ModuleDefinition.ReadModule(callerFile, new ReaderParameters { AssemblyResolver = assemblies });
        var callee = Path.GetFileNameWithoutExtension(calleeFile);
        return [.. caller.GetMemberReferences()
            .Where(member => member.DeclaringType.Scope.Name == callee && member.Resolve() is null)
            .Select(member => member.FullName)
            .Order(StringComparer.Ordinal)];
    }

    private static string InOutput(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
