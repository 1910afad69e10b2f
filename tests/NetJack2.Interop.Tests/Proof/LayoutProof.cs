// SPDX-License-Identifier: GPL-2.0-or-later
using System.Reflection;

namespace NetJack2.Interop.Tests.Proof;

/// <summary>Assertions on the size of each struct and enum, on each field, and on each value of an enum.</summary>
internal static class LayoutProof
{
    // C# cannot express "and any number of these"; it gives the last member one element, so the struct is larger than C's.
    // These are used by pointer only, and their offsets are checked like any other's.
    private static readonly string[] s_endsInFlexibleArray = ["snd_pcm_chmap_t", "snd_pcm_chmap_query_t", "cmsghdr"];

    public static IEnumerable<string> Assertions(Assembly bindings) => bindings.GetExportedTypes()
        .Where(type => type.IsValueType && !type.IsNested)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .SelectMany(type => type.IsEnum ? OfEnum(type) : OfStruct(type));

    private static IEnumerable<string> OfEnum(Type type)
    {
        yield return Size(type);
        foreach (FieldInfo value in type.GetFields(BindingFlags.Static | BindingFlags.Public))
        {
            long number = Convert.ToInt64(value.GetRawConstantValue());
            yield return $"static_assert((long long)({value.Name}) == {number}LL, \"{type.Name}.{value.Name}\");";
        }
    }

    private static IEnumerable<string> OfStruct(Type type)
    {
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (fields.Length == 0) yield break; // an opaque handle: C does not give its size either

        bool flexible = s_endsInFlexibleArray.Contains(type.Name, StringComparer.Ordinal);
        if (!flexible) yield return Size(type);
        foreach (FieldInfo field in fields)
        {
            // A bit field has no address in C; that it fills the struct follows from the size.
            if (field.Name.StartsWith("_bitfield", StringComparison.Ordinal)) continue;

            string name = $"{type.Name}.{field.Name}";
            yield return $"static_assert(offsetof({type.Name}, {field.Name}) == {FieldLayout.OffsetOf(field)}, \"{name} offset\");";
            if (flexible) continue;

            int size = FieldLayout.SizeOf(field.FieldType);
            yield return $"static_assert(sizeof((({type.Name} *)0)->{field.Name}) == {size}, \"{name} size\");";
        }
    }

    private static string Size(Type type) => $"static_assert(sizeof({type.Name}) == {FieldLayout.SizeOf(type)}, \"{type.Name} size\");";
}
