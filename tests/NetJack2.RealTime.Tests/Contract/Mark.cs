using Mono.Cecil;

namespace NetJack2.RealTime.Tests.Contract;

/// <summary>Reads <c>[RealTimeSafe]</c>, on a method or on the property that an accessor belongs to.</summary>
internal static class Mark
{
    // NetJack2.Resampling stands alone, and so has its own.
    private static readonly string[] s_attributes = ["NetJack2.Protocol.RealTimeSafeAttribute", "NetJack2.Resampling.RealTimeSafeAttribute"];
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    public static bool IsOn(MethodDefinition method)
        => Array.Exists(s_attributes, mark => Has(method, mark) || (PropertyOf(method) is { } property && Has(property, mark)));

    /// <summary>Whether a method needs no mark to be called, because it is walked together with its caller.</summary>
    /// <remarks>What the compiler writes cannot be marked, and what a struct's constructor does is seldom worth a word.</remarks>
    public static bool IsImplied(MethodDefinition method)
        => Has(method, CompilerGenerated)
        || (method.IsConstructor && method.DeclaringType.IsValueType)
        || method.DeclaringType.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal);

    public static bool Has(ICustomAttributeProvider member, string attribute)
        => member.CustomAttributes.Any(candidate => string.Equals(candidate.AttributeType.FullName, attribute, StringComparison.Ordinal));

    private static PropertyDefinition? PropertyOf(MethodDefinition method)
        => method.DeclaringType.Properties.FirstOrDefault(property => property.GetMethod == method || property.SetMethod == method);
}
