// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Walks the IL of one method and reports each breach; calls are checked by the caller of the walk.</summary>
/// <param name="method">A method with a body.</param>
/// <param name="check">Returns what is wrong with calling a method, or null.</param>
internal sealed class MethodWalk(MethodDefinition method, Func<MethodReference, (BreachKind Kind, string Detail)?> check)
{
    public IEnumerable<Breach> Breaches()
    {
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (Check(instruction) is var (kind, detail))
                yield return new Breach(kind, NameOf.Member(method), detail + PlaceOf(instruction));
        }
    }

    private (BreachKind Kind, string Detail)? Check(Instruction instruction) => instruction.OpCode.Code switch
    {
        // Of a class there is nothing to box: so the compiler compares a T with null.
        Code.Box when instruction.Operand is GenericParameter { HasReferenceTypeConstraint: true } => null,
        Code.Box => (BreachKind.Box, $"boxes {instruction.Operand}"),
        Code.Newarr => (BreachKind.NewArray, $"makes an array of {instruction.Operand}"),
        Code.Throw or Code.Rethrow => (BreachKind.Throw, "throws"),
        Code.Newobj => CheckNew((MethodReference)instruction.Operand),
        Code.Call => CheckCall((MethodReference)instruction.Operand, instruction.Previous),
        Code.Callvirt => CheckCall((MethodReference)instruction.Operand, instruction.Previous),
        Code.Ldvirtftn => (BreachKind.NewObject, $"makes a delegate of {instruction.Operand}"),
        // The address of a function is for native code, which will call it; a delegate's is recognised by its newobj.
        Code.Ldftn when instruction.Next?.OpCode.Code != Code.Newobj => check((MethodReference)instruction.Operand),
        _ => null,
    };

    private (BreachKind Kind, string Detail)? CheckNew(MethodReference constructor)
        => constructor.DeclaringType.IsArray || constructor.DeclaringType.Resolve() is not { IsValueType: true }
            ? (BreachKind.NewObject, $"makes a {constructor.DeclaringType.FullName}")
            : check(constructor);

    private (BreachKind Kind, string Detail)? CheckCall(MethodReference callee, Instruction? previous)
    {
        bool constrained = previous?.OpCode.Code == Code.Constrained;
        if (!constrained || ((TypeReference)previous!.Operand).Resolve() is not { IsValueType: true } type)
            return check(callee);

        // A call on a value whose type is known: what runs is the struct's own method or, where it has none, a boxed base's.
        MethodDefinition? declaration = callee.Resolve();
        MethodDefinition? own = declaration is null ? null : Declarations.On(type, declaration);
        return own is null ? (BreachKind.Box, $"boxes {type.FullName} to call {NameOf.Member(callee)}") : check(own);
    }

    private string PlaceOf(Instruction instruction)
    {
        for (Instruction? at = instruction; at is not null; at = at.Previous)
        {
            if (method.DebugInformation.GetSequencePoint(at) is { IsHidden: false } point)
                return $" ({Path.GetFileName(point.Document.Url)}:{point.StartLine})";
        }

        return string.Empty;
    }
}
