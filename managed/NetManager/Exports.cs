// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Interop;

namespace NetJack2.NetManager;

/// <summary>Entry points that native/manager calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_manager_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_manager_options* options, void** manager) =>
        Guard.Open<jack_client_t, nj_manager_options>(&Manager.Start, client, options, manager);

    [UnmanagedCallersOnly(EntryPoint = "nj_manager_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* manager) => Guard.Close<Manager>(manager);
}
