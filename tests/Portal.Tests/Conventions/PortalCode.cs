using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrchardCore.Portal.Tests.Conventions;

/// <summary>The portal's compiled code, as the convention tests read it. The tests' own assembly serves as the offender.</summary>
internal sealed class PortalCode(ModuleDefinition module)
{
    private const string Root = "OrchardCore.Portal";

    public static PortalCode Portal { get; } = Read(typeof(PortalHosting));
    public static PortalCode Offenders { get; } = Read(typeof(PortalCode));

    private static PortalCode Read(Type type)
    {
        var assemblies = new DefaultAssemblyResolver();
        assemblies.AddSearchDirectory(AppContext.BaseDirectory);
        return new(ModuleDefinition.ReadModule(type.Assembly.Location, new ReaderParameters { AssemblyResolver = assemblies }));
    }

    public ModuleDefinition Module => module;

    /// <summary>Every type, the compiler's nested ones too: an async handler's body stands in one of those.</summary>
    public IEnumerable<TypeDefinition> Types => module.GetTypes();

    public static IEnumerable<Instruction> Instructions(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions);

    /// <summary>The folder of a type: "Statements" for OrchardCore.Portal.Statements; empty for the root and for other assemblies.</summary>
    public static string SliceOf(TypeReference type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        var name = type.Namespace.Replace(Root + ".Tests.Conventions.Offending", Root, StringComparison.Ordinal);
        return name.StartsWith(Root + ".", StringComparison.Ordinal) ? name[(Root.Length + 1)..].Split('.')[0] : "";
    }

    /// <summary>The outermost type of a piece of code, as a person knows it.</summary>
    public static string NameOf(TypeDefinition type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return type.Name;
    }
}
