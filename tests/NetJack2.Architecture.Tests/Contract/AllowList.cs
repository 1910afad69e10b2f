// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>What marked methods may call outside the walked assemblies; <c>allowed.txt</c> explains its own form.</summary>
internal sealed class AllowList
{
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public AllowList(IEnumerable<string> lines)
    {
        foreach (string line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '!') _refused.Add(line[1..]);
            else _allowed.Add(line);
        }
    }

    /// <summary>The list that the product is held to.</summary>
    public static AllowList Reviewed { get; } = new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "allowed.txt")));

    public bool Allows(MethodReference callee)
    {
        // A nested type is as safe as the type around it: Span<T>.Enumerator, Avx2.X64.
        TypeReference type = callee.DeclaringType.GetElementType();
        while (type.DeclaringType is not null) type = type.DeclaringType;

        string member = $"{type.FullName}::{callee.Name}";
        if (_refused.Contains(member)) return false;
        return _allowed.Contains(member) || _allowed.Contains(type.FullName) || AllowsNamespace(type.Namespace);
    }

    private bool AllowsNamespace(string name)
    {
        for (; name.Length > 0; name = name[..Math.Max(name.LastIndexOf('.'), 0)])
            if (_allowed.Contains(name + ".*")) return true;
        return false;
    }
}
