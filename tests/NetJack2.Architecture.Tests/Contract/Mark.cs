// SPDX-License-Identifier: GPL-2.0-or-later
using Mono.Cecil;

namespace NetJack2.Architecture.Tests.Contract;

/// <summary>Reads <c>[RealTimeSafe]</c>, on a method or on the property that an accessor belongs to.</summary>
internal static class Mark
{
    private const string Attribute = "NetJack2.RealTime.RealTimeSafeAttribute";
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    public static bool IsOn(MethodDefinition method)
        => Has(method, Attribute) || (PropertyOf(method) is { } property && Has(property, Attribute));

    /// <summary>Whether a method needs no mark to be called, because it is walked together with its caller.</summary>
    /// <remarks>
    /// What the compiler writes cannot be marked, and what an accessor or a struct's constructor does is seldom worth a word.
    /// An accessor that only a derived type or an implementation has, is called through a declaration, which needs the mark.
    /// </remarks>
    public static bool IsImplied(MethodDefinition method)
        => Has(method, CompilerGenerated)
        || ((method.IsGetter || method.IsSetter) && method.HasBody)
        || (method.IsConstructor && method.DeclaringType.IsValueType)
        || method.DeclaringType.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);

    public static bool Has(ICustomAttributeProvider member, string attribute)
        => member.CustomAttributes.Any(candidate => string.Equals(candidate.AttributeType.FullName, attribute, StringComparison.Ordinal));

    private static PropertyDefinition? PropertyOf(MethodDefinition method)
        => method.DeclaringType.Properties.FirstOrDefault(property => property.GetMethod == method || property.SetMethod == method);
}
