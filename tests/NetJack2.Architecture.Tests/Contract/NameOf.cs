// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Names as <c>allowed.txt</c>, <c>entry-points.txt</c> and the breaches write them.</summary>
internal static class NameOf
{
    /// <summary><c>Namespace.Type::Member</c>, without the arguments of generics.</summary>
    public static string Member(MethodReference method) => $"{method.DeclaringType.GetElementType().FullName}::{method.Name}";
}
