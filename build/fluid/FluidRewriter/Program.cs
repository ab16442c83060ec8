using FluidRewriter;
using Mono.Cecil;

// Fluid.targets calls this with four files: Fluid, Parlot and the bridge to read, the new Fluid to write.
var (fluidFile, parlotFile, bridgeFile, newFluidFile) = (args[0], args[1], args[2], args[3]);

using var assemblies = new DefaultAssemblyResolver();
assemblies.AddSearchDirectory(Path.GetDirectoryName(parlotFile));
using var fluid = ModuleDefinition.ReadModule(fluidFile, new ReaderParameters { AssemblyResolver = assemblies });
using var parlot = AssemblyDefinition.ReadAssembly(parlotFile);
using var bridge = ModuleDefinition.ReadModule(bridgeFile, new ReaderParameters { AssemblyResolver = assemblies });

// One version of Parlot, or the bridge would bring a second reference in beside Fluid's own.
fluid.AssemblyReferences.Single(reference => reference.Name == "Parlot").Version = parlot.Name.Version;

var calls = new MissingCalls(fluid, bridge.GetType("ParlotBridge.Parlot1")).Redirect();

// The signature of Fluid's author no longer holds; .NET checks the name and the key, not the signature.
fluid.Attributes &= ~ModuleAttributes.StrongNameSigned;
fluid.Write(newFluidFile, new WriterParameters { DeterministicMvid = true });
Console.WriteLine($"Fluid {fluid.Assembly.Name.Version}: {calls} calls redirected for Parlot {parlot.Name.Version}");
