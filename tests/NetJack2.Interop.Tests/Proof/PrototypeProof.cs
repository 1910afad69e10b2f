// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>Assertions on the prototype of each function.</summary>
internal static class PrototypeProof
{
    public static IEnumerable<MethodInfo> Functions(Assembly bindings) => bindings.GetExportedTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
        .Where(method => method.GetCustomAttribute<DllImportAttribute>() is not null)
        .OrderBy(method => method.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Assertions(Assembly bindings) => Functions(bindings).Select(Assertion);

    /// <summary>An assertion that native code which calls this export passes what it reads.</summary>
    public static string OfExport(string symbol, MethodInfo export)
        => $"static_assert(passed_alike<decltype(&{symbol}), {Types(export)}>, \"{symbol}\");";

    private static string Assertion(MethodInfo function)
        => $"static_assert(has_prototype<decltype(&{function.Name}), {Types(function)}>, \"{function.Name}\");";

    private static string Types(MethodInfo function)
        => string.Join(", ", function.GetParameters().Prepend(function.ReturnParameter).Select(CType.Of));
}
