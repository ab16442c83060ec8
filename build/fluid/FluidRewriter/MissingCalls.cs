using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FluidRewriter;

/// <summary>The places in Fluid that use a member which the Parlot at hand does not have.</summary>
internal sealed class MissingCalls(ModuleDefinition fluid, TypeDefinition bridge)
{
    public int Redirect()
    {
        var missing = fluid.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.Operand is MemberReference { DeclaringType.Scope.Name: "Parlot" } member && member.Resolve() is null)
            .ToList();

        foreach (var instruction in missing)
        {
            instruction.Operand = Replacement((MemberReference)instruction.Operand, instruction.OpCode);
            instruction.OpCode = OpCodes.Call;
        }

        return missing.Count;
    }

    private MethodReference Replacement(MemberReference member, OpCode code)
    {
        var method = bridge.Methods.SingleOrDefault(method => method.Name == member.Name);

        // A call or the reading of a field leaves the stack as the bridge's static method does; anything else would not.
        if (method is null || (code != OpCodes.Call && code != OpCodes.Callvirt && code != OpCodes.Ldfld))
        {
            throw new NotSupportedException($"Fluid uses {member.FullName} ({code}), which this Parlot does not have: add it to {bridge.FullName}.");
        }

        var reference = fluid.ImportReference(method);
        if (!method.HasGenericParameters)
        {
            return reference;
        }

        // Parser<T>.Switch<U> becomes Switch<T, U>: the arguments of the type first, then those of the method.
        var generic = new GenericInstanceMethod(reference);
        foreach (var instance in new[] { member.DeclaringType, member }.OfType<IGenericInstance>())
        {
            instance.GenericArguments.ToList().ForEach(generic.GenericArguments.Add);
        }

        return generic;
    }
}
