// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.AudioAdapter.Cards;
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.AudioAdapter;

/// <summary>What native/adapter calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_audio_adapter_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_audio_adapter_options* options, void** adapter)
    {
        var log = new JackLog(CardAdapter.ModuleName);
        try
        {
            if (CardAdapter.TryStart(client, *options, log) is not { } started)
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

    [UnmanagedCallersOnly(EntryPoint = "nj_audio_adapter_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* adapter)
    {
        try
        {
            Unsafe.As<CardAdapter>(AdapterClient.OwnerOf(adapter)).Dispose();
        }
        catch (Exception exception)
        {
            new JackLog(CardAdapter.ModuleName).Fault(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_audio_adapter_list_devices", CallConvs = [typeof(CallConvCdecl)])]
    private static void ListDevices()
    {
        var log = new JackLog(CardAdapter.ModuleName);
        try
        {
            foreach (string line in AlsaDevices.Describe().DefaultIfEmpty("this computer has no sound card"))
                log.Info(line);
        }
        catch (Exception exception)
        {
            log.Fault(exception);
        }
    }
}
