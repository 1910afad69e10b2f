// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using System.Text;

namespace NetJack2.JackProbe.Jack;

/// <summary>A NUL-terminated copy of a string for one native call.</summary>
internal unsafe ref struct CString(string text) : IDisposable
{
    private sbyte* _text = (sbyte*)Marshal.StringToCoTaskMemUTF8(text);

    public static implicit operator sbyte*(in CString c) => c._text;

    /// <summary>The string at <paramref name="text"/>; empty for null.</summary>
    public static string Read(sbyte* text)
        => text is null ? "" : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)text));

    /// <summary>The names in a null-terminated array of JACK, which is freed.</summary>
    public static List<string> ReadAndFreeList(sbyte** names)
    {
        var list = new List<string>();
        for (sbyte** name = names; name is not null && *name is not null; name++) list.Add(Read(*name));
        if (names is not null) Interop.Jack.jack_free(names);
        return list;
    }

    public void Dispose()
    {
        Marshal.FreeCoTaskMem((nint)_text);
        _text = null;
    }
}
