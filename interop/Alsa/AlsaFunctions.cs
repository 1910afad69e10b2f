// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Interop;

/// <summary>What the generator cannot say: a handler whose last argument is a va_list, which is passed by reference.</summary>
public static unsafe partial class Alsa
{
    [DllImport("asound", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    [return: NativeTypeName("snd_local_error_handler_t")]
    public static extern delegate* unmanaged[Cdecl]<sbyte*, int, sbyte*, int, sbyte*, void*, void> snd_lib_error_set_local(
        [NativeTypeName("snd_local_error_handler_t")] delegate* unmanaged[Cdecl]<sbyte*, int, sbyte*, int, sbyte*, void*, void> func);
}
