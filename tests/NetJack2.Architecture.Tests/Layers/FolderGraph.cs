// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace NetJack2.Architecture.Tests.Layers;

/// <summary>Which folders of managed/ name types of which others, read from the built assemblies. A namespace is a folder.</summary>
/// <remarks>Constants are no types in IL, so a folder that uses only another's constants is not seen to depend on it.</remarks>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> _edges = new(StringComparer.Ordinal);

    public FolderGraph(IEnumerable<AssemblyDefinition> assemblies)
    {
        foreach (TypeDefinition type in assemblies.SelectMany(assembly => assembly.MainModule.GetAllTypes()))
        {
            if (FolderOf(type) is { } folder)
                Add(folder, NamesIn(type).Select(FolderOf));
        }
    }

    /// <summary>Every folder that has a type.</summary>
    public IEnumerable<string> Folders => _edges.Keys;

    /// <summary>Every dependency between two folders.</summary>
    public IEnumerable<(string From, string To)> Edges => _edges.SelectMany(pair => pair.Value.Select(to => (pair.Key, to)));

    /// <summary>A circle of folders, the first one repeated at its end; empty where there is none.</summary>
    public static IReadOnlyList<string> FindCircle(IEnumerable<(string From, string To)> edges)
    {
        ILookup<string, string> next = edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        return next.Select(group => Visit(group.Key)).FirstOrDefault(circle => circle.Count != 0) ?? [];

        IReadOnlyList<string> Visit(string folder)
        {
            int seen = path.IndexOf(folder);
            if (seen >= 0)
                return [.. path[seen..], folder];
            if (!done.Add(folder))
                return [];
            path.Add(folder);
            IReadOnlyList<string> circle = next[folder].Select(Visit).FirstOrDefault(found => found.Count != 0) ?? [];
            path.RemoveAt(path.Count - 1);
            return circle;
        }
    }

    private void Add(string folder, IEnumerable<string?> others)
    {
        if (!_edges.TryGetValue(folder, out HashSet<string>? known))
            _edges.Add(folder, known = new HashSet<string>(StringComparer.Ordinal));
        known.UnionWith(others.OfType<string>().Where(other => !string.Equals(other, folder, StringComparison.Ordinal)));
    }

    private static string? FolderOf(TypeReference type)
    {
        TypeReference outer = type.GetElementType();
        while (outer.DeclaringType is { } declaring)
            outer = declaring;
        return outer.Namespace.StartsWith("NetJack2", StringComparison.Ordinal) ? outer.Namespace : null;
    }

    private static IEnumerable<TypeReference> NamesIn(TypeDefinition type)
    {
        IEnumerable<TypeReference?> names =
        [
            type.BaseType,
            .. type.Interfaces.Select(implemented => implemented.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
            .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
            .. type.Methods.SelectMany(NamesIn),
        ];
        return names.OfType<TypeReference>().SelectMany(Parts);
    }

    private static IEnumerable<TypeReference?> NamesIn(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(NamesIn) : [],
    ];

    private static IEnumerable<TypeReference?> NamesIn(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        _ => [],
    };

    // The element of an array, pointer or reference, and the arguments of a generic type.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        FunctionPointerType pointer => pointer.Parameters.Select(parameter => parameter.ParameterType)
            .Append(pointer.ReturnType)
            .SelectMany(Parts),
        TypeSpecification specification => Parts(specification.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
