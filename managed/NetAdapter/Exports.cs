// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.NetAdapter;

/// <summary>What native/adapter calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_net_adapter_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_net_adapter_options* options, void** adapter)
    {
        var log = new JackLog(NetworkAdapter.ModuleName);
        try
        {
            if (NetworkAdapter.TryStart(client, *options, log) is not { } started)
                return -1;
            *adapter = started.Handle;
            return 0;
        }
        catch (Exception exception)
        {
            log.Fault(exception);
            return -1;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_net_adapter_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* adapter)
    {
        try
        {
            Unsafe.As<NetworkAdapter>(AdapterClient.OwnerOf(adapter)).Dispose();
        }
        catch (Exception exception)
        {
            new JackLog(NetworkAdapter.ModuleName).Fault(exception);
        }
    }
}
