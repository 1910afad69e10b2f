// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;
using NetJack2.Interop;

namespace NetJack2.Host.Logging;

/// <summary>Conversion of strings to and from the JACK API.</summary>
public static unsafe class JackText
{
    /// <summary>Returns the text in UTF-8 with a NUL.</summary>
    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>Decodes a NUL-terminated string in UTF-8 that JACK keeps; empty for null. Allocates.</summary>
    public static string Decode(sbyte* text) => text == null ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>The text of a field of fixed size, up to the first NUL or the field's end.</summary>
    public static string Decode(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Decodes a list of strings that JACK has allocated, and frees it.</summary>
    public static IReadOnlyList<string> ReadAndFree(sbyte** list)
    {
        var strings = new List<string>();
        if (list == null)
            return strings;
        for (sbyte** entry = list; *entry != null; entry++)
            strings.Add(Decode(*entry));
        Jack.jack_free(list);
        return strings;
    }
}
