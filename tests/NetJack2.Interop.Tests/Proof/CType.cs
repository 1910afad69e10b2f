// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>The C type of a parameter or a return value, as the binding claims it.</summary>
internal static class CType
{
    /// <summary>The name in [NativeTypeName] or, where C# and C agree, the C# type.</summary>
    public static string Of(ParameterInfo parameter)
    {
        CustomAttributeData? name = parameter.GetCustomAttributesData().FirstOrDefault(IsNativeTypeName);
        if (name is null) return Of(parameter.ParameterType);

        // A promise about the parameter, not a part of the function's type; but gcc takes it for one in a template argument.
        return ((string)name.ConstructorArguments[0].Value!).Replace("__restrict", string.Empty, StringComparison.Ordinal);
    }

    private static bool IsNativeTypeName(CustomAttributeData attribute)
        => string.Equals(attribute.AttributeType.Name, "NativeTypeNameAttribute", StringComparison.Ordinal);

    private static string Of(Type type) => type.IsPointer ? Of(type.GetElementType()!) + " *" : type.Name switch
    {
        "Void" => "void",
        "Boolean" => "bool",
        "Byte" => "unsigned char",
        "SByte" => "signed char",
        "Int16" => "short",
        "UInt16" => "unsigned short",
        "Int32" => "int",
        "UInt32" => "unsigned int",
        "Int64" => "long long",
        "UInt64" => "unsigned long long",
        "IntPtr" => "long",
        "UIntPtr" => "unsigned long",
        "Single" => "float",
        "Double" => "double",
        string structure => structure,
    };
}
