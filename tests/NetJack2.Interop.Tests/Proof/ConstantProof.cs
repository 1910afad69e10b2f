// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;
using System.Text;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>Assertions on the value of each constant and on the bytes of each string.</summary>
internal static class ConstantProof
{
    private delegate ReadOnlySpan<byte> Text();

    public static IEnumerable<string> Assertions(Assembly bindings) => bindings.GetExportedTypes()
        .Where(type => type.IsClass)
        .SelectMany(type => Numbers(type).Concat(Strings(type)));

    private static IEnumerable<string> Numbers(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(field => field.IsLiteral)
        .Select(field => $"static_assert((long long)({field.Name}) == {field.GetRawConstantValue()}LL, \"{field.Name}\");");

    private static IEnumerable<string> Strings(Type type) => type
        .GetProperties(BindingFlags.Static | BindingFlags.Public)
        .Where(property => property.PropertyType == typeof(ReadOnlySpan<byte>))
        .Select(property => (property.Name, Literal: Literal(property.GetMethod!.CreateDelegate<Text>()())))
        .Select(text => $"static_assert(std::string_view({text.Name}) == {text.Literal}, \"{text.Name}\");");

    private static string Literal(ReadOnlySpan<byte> text)
    {
        var literal = new StringBuilder("\"");
        foreach (byte character in text)
        {
            if (char.IsAsciiLetterOrDigit((char)character)) literal.Append((char)character);
            else literal.Append('\\').Append(Convert.ToString(character, toBase: 8).PadLeft(3, '0'));
        }

        return literal.Append('"').ToString();
    }
}
