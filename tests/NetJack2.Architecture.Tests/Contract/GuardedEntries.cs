// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Finds ways into managed code that an exception could leave: what does so ends jackd.</summary>
/// <remarks>
/// A way in is a method that native code calls, or the body of a thread. It may do one thing: call the guard, with its own arguments,
/// constants and addresses of methods. Everything else is done inside the guard.
/// </remarks>
internal static class GuardedEntries
{
    private const string Mark = "System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute";
    private const string Guard = "NetJack2.Host.Border.Guard";
    private const string Tuple = "System.ValueTuple`";

    // What throws nothing by itself: no access through a pointer, no field, no arithmetic that can fail.
    private static readonly HashSet<Code> s_harmless =
    [
        Code.Nop, Code.Ret, Code.Pop, Code.Ldftn, Code.Br_S,
        Code.Ldarg_0, Code.Ldarg_1, Code.Ldarg_2, Code.Ldarg_3, Code.Ldarg_S,
        Code.Ldc_I4_M1, Code.Ldc_I4_0, Code.Ldc_I4_1, Code.Ldc_I4_2, Code.Ldc_I4_3, Code.Ldc_I4_4, Code.Ldc_I4_5, Code.Ldc_I4_6,
            Code.Ldc_I4_7,
        Code.Ldc_I4_8, Code.Ldc_I4_S, Code.Ldstr, Code.Ldloc_0, Code.Stloc_0, Code.Conv_I, Code.Conv_U,
    ];

    /// <summary>All ways into these assemblies.</summary>
    public static IEnumerable<MethodDefinition> In(IEnumerable<AssemblyDefinition> assemblies)
    {
        MethodDefinition[] methods = [.. assemblies.SelectMany(assembly => assembly.MainModule.GetTypes()).SelectMany(type =>
            type.Methods).Where(method => method.HasBody)];
        return methods.Where(method => Contract.Mark.Has(method, Mark)).Concat(methods.SelectMany(ThreadBodies)).Distinct();
    }

    /// <summary>What a way in does that could throw, with its name; none where it is guarded.</summary>
    public static IEnumerable<string> BreachesOf(MethodDefinition entry) =>
        from instruction in entry.Body.Instructions
        where !IsHarmless(instruction)
        select $"{NameOf.Member(entry)}: {instruction.OpCode} {instruction.Operand}";

    /// <summary>Calls of function pointers in the guard that no handler of all exceptions covers.</summary>
    public static IEnumerable<string> UncoveredCallsOf(TypeDefinition guard) =>
        from method in guard.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code == Code.Calli && !method.Body.ExceptionHandlers.Any(handler => Covers(handler, instruction))
        select $"{NameOf.Member(method)}: {instruction}";

    private static bool IsHarmless(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Call => IsOf(instruction, Guard),
        Code.Newobj => IsOf(instruction, Tuple),
        var code => s_harmless.Contains(code),
    };

    private static bool IsOf(Instruction instruction, string type) =>
        ((MethodReference)instruction.Operand).DeclaringType.GetElementType().FullName.StartsWith(type, StringComparison.Ordinal);

    private static bool Covers(ExceptionHandler handler, Instruction instruction) =>
        handler.HandlerType == ExceptionHandlerType.Catch
            && string.Equals(handler.CatchType.FullName, "System.Exception", StringComparison.Ordinal)
        && handler.TryStart.Offset <= instruction.Offset && instruction.Offset < handler.TryEnd.Offset;

    // new Thread(Method): the address of the method, and a delegate of it.
    private static IEnumerable<MethodDefinition> ThreadBodies(MethodDefinition method) =>
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code == Code.Newobj
            && ((MethodReference)instruction.Operand).DeclaringType.FullName
                is "System.Threading.ThreadStart" or "System.Threading.ParameterizedThreadStart"
        let address = instruction.Previous
        where address.OpCode.Code is Code.Ldftn or Code.Ldvirtftn
        select ((MethodReference)address.Operand).Resolve();
}
