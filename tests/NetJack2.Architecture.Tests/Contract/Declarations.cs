// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Which declarations of interfaces and base classes a type's methods answer.</summary>
internal static class Declarations
{
    /// <summary>Every pair of an implementation that a type has or inherits, and the declaration that it implements.</summary>
    public static IEnumerable<(MethodDefinition Implementation, MethodDefinition Declaration)> ImplementedBy(TypeDefinition type)
        => OfInterfaces(type).Concat(OfBaseClasses(type));

    /// <summary>The type's own method that answers <paramref name="declaration"/>, if it has one.</summary>
    public static MethodDefinition? On(TypeDefinition type, MethodDefinition declaration)
        => type.Methods.FirstOrDefault(method => method.Overrides.Any(explicitly => explicitly.Resolve() == declaration))
        ?? type.Methods.FirstOrDefault(method => method.IsStatic == declaration.IsStatic && Matches(method, declaration));

    private static IEnumerable<(MethodDefinition Implementation, MethodDefinition Declaration)> OfInterfaces(TypeDefinition type)
    {
        if (type.IsInterface) yield break;
        foreach (MethodDefinition declaration in Lineage(type).SelectMany(Interfaces).Distinct().SelectMany(contract => contract.Methods))
        {
            MethodDefinition? implementation = Lineage(type)
                .Select(level => On(level, declaration))
                .FirstOrDefault(found => found is not null);
            if (implementation is not null) yield return (implementation, declaration);
        }
    }

    private static IEnumerable<(MethodDefinition Implementation, MethodDefinition Declaration)> OfBaseClasses(TypeDefinition type) =>
        from method in type.Methods
        where method.IsVirtual && method.IsReuseSlot
        from level in Lineage(type).Skip(1)
        from declaration in level.Methods
        where declaration.IsVirtual && Matches(method, declaration)
        select (method, declaration);

    private static IEnumerable<TypeDefinition> Lineage(TypeDefinition type)
    {
        for (TypeDefinition? level = type; level is not null; level = level.BaseType?.Resolve()) yield return level;
    }

    private static IEnumerable<TypeDefinition> Interfaces(TypeDefinition type)
        => type.Interfaces.Select(implemented => implemented.InterfaceType.Resolve()).Where(contract => contract is not null);

    private static bool Matches(MethodDefinition method, MethodDefinition declaration)
        => string.Equals(method.Name, declaration.Name, StringComparison.Ordinal)
        && method.Parameters.Count == declaration.Parameters.Count
        && method.Parameters.Zip(declaration.Parameters).All(pair => Matches(pair.First.ParameterType, pair.Second.ParameterType));

    // A type parameter of the declaration may be any type of the implementation.
    private static bool Matches(TypeReference type, TypeReference declared)
        => declared.ContainsGenericParameter || string.Equals(type.FullName, declared.FullName, StringComparison.Ordinal);
}
