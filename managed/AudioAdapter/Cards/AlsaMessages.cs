// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Interop;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>The messages that alsa-lib prints when a call fails.</summary>
public static unsafe class AlsaMessages
{
    /// <summary>Suppresses ALSA's messages on this thread: for retries on a device whose absence is already in the log.</summary>
    public static void SilenceThread() => _ = Alsa.snd_lib_error_set_local(&Ignore);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(sbyte* file, int line, sbyte* function, int error, sbyte* format, void* arguments)
    {
        // Empty, so that nothing is printed.
    }
}
