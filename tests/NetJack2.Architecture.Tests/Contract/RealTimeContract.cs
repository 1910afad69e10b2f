// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Holds every method that is marked <c>[RealTimeSafe]</c> to its promise.</summary>
/// <remarks>
/// A call is checked by the mark on the declaration that the caller names; that every implementation of a marked declaration
/// is marked, and so walked, is a check of its own. Calls through a function pointer are taken on trust.
/// </remarks>
internal sealed class RealTimeContract(IReadOnlyCollection<AssemblyDefinition> walked, AllowList allowed)
{
    private const string SystemMonitor = "System.Threading.Monitor";
    private const string SystemLock = "System.Threading.Lock";
    private const string SystemString = "System.String";
    private const string Interpolation = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";
    private const string AsyncMethod = "System.Runtime.CompilerServices.AsyncStateMachineAttribute";
    private const string Iterator = "System.Runtime.CompilerServices.IteratorStateMachineAttribute";
    private const string AsyncIterator = "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute";

    private static readonly string[] s_stateMachines = [AsyncMethod, Iterator, AsyncIterator];

    private readonly HashSet<ModuleDefinition> _modules = [.. walked.SelectMany(assembly => assembly.Modules)];

    public IEnumerable<MethodDefinition> MarkedMethods => Types.SelectMany(type => type.Methods).Where(Mark.IsOn);

    public IEnumerable<Breach> Breaches()
        => MarkedMethods.Concat(ImpliedImplementations()).SelectMany(BreachesOf).Concat(UnmarkedImplementations()).Distinct();

    /// <summary>What a method does itself, and in the unmarked methods that are walked with it.</summary>
    public IEnumerable<Breach> BreachesOf(MethodDefinition method)
    {
        var implied = new HashSet<MethodDefinition>();
        var pending = new Queue<MethodDefinition>([method]);
        while (pending.TryDequeue(out MethodDefinition? next))
        {
            if (s_stateMachines.Any(attribute => Mark.Has(next, attribute)))
                yield return new Breach(BreachKind.StateMachine, NameOf.Member(next), "is an async method or an iterator");
            if (!next.HasBody) continue;

            foreach (Breach breach in new MethodWalk(next, CheckCall).Breaches()) yield return breach;
        }

        (BreachKind Kind, string Detail)? CheckCall(MethodReference reference)
        {
            // The element accessors of an array of several dimensions, which only the runtime has.
            if (reference.DeclaringType.IsArray) return null;

            MethodDefinition? callee = reference.Resolve();
            if (callee is null || !_modules.Contains(callee.Module)) return CheckForeign(reference);
            if (Mark.IsOn(callee)) return null;
            if (!Mark.IsImplied(callee)) return (BreachKind.UnmarkedCall, $"calls {NameOf.Member(callee)}, which is not marked");
            if (implied.Add(callee)) pending.Enqueue(callee);
            return null;
        }
    }

    private IEnumerable<TypeDefinition> Types => _modules.SelectMany(module => module.GetAllTypes());

    private (BreachKind Kind, string Detail)? CheckForeign(MethodReference callee)
    {
        if (allowed.Allows(callee)) return null;
        return callee.DeclaringType.GetElementType().FullName switch
        {
            SystemMonitor or SystemLock => (BreachKind.Lock, $"takes a lock: {NameOf.Member(callee)}"),
            SystemString or Interpolation => (BreachKind.Text, $"works on a text: {NameOf.Member(callee)}"),
            _ => (BreachKind.UnmarkedCall, $"calls {NameOf.Member(callee)}, which allowed.txt does not list"),
        };
    }

    // Accessors that a cycle reaches through a marked declaration only: no caller names them, so they are walked by themselves.
    private IEnumerable<MethodDefinition> ImpliedImplementations() =>
        from type in Types
        from pair in Declarations.ImplementedBy(type)
        where Mark.IsOn(pair.Declaration) && Mark.IsImplied(pair.Implementation)
        select pair.Implementation;

    private IEnumerable<Breach> UnmarkedImplementations() =>
        from type in Types
        from pair in Declarations.ImplementedBy(type)
        where Mark.IsOn(pair.Declaration) && !Mark.IsOn(pair.Implementation) && !Mark.IsImplied(pair.Implementation)
        select new Breach(
            BreachKind.UnmarkedImplementation,
            NameOf.Member(pair.Implementation),
            $"implements {NameOf.Member(pair.Declaration)}, which is marked, and is not marked itself");
}
