// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.NetAdapter;

/// <summary>Entry points that native/adapter calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_net_adapter_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_net_adapter_options* options, void** adapter) =>
        Guard.Open<jack_client_t, nj_net_adapter_options>(&NetworkAdapter.Start, client, options, adapter);

    [UnmanagedCallersOnly(EntryPoint = "nj_net_adapter_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* adapter) => Guard.Close<ModuleClient>(adapter);
}
