// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Interop;

/// <summary>The function that the generator cannot express: the last argument of its handler is a va_list, passed by reference.</summary>
public static unsafe partial class Alsa
{
    [DllImport("asound", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("snd_local_error_handler_t")]
    public static extern delegate* unmanaged[Cdecl]<sbyte*, int, sbyte*, int, sbyte*, void*, void> snd_lib_error_set_local(
        [NativeTypeName("snd_local_error_handler_t")] delegate* unmanaged[Cdecl]<sbyte*, int, sbyte*, int, sbyte*, void*, void> func);
}
