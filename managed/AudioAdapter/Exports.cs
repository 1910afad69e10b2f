// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.AudioAdapter.Cards;
using NetJack2.Host.Border;
using NetJack2.Host.Clients;
using NetJack2.Host.Logging;
using NetJack2.Interop;

namespace NetJack2.AudioAdapter;

/// <summary>Entry points that native/adapter calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_audio_adapter_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_audio_adapter_options* options, void** adapter) =>
        Guard.Open<jack_client_t, nj_audio_adapter_options>(&CardAdapter.Start, client, options, adapter);

    [UnmanagedCallersOnly(EntryPoint = "nj_audio_adapter_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* adapter) => Guard.Close<ModuleClient>(adapter);

    [UnmanagedCallersOnly(EntryPoint = "nj_audio_adapter_list_devices", CallConvs = [typeof(CallConvCdecl)])]
    private static void ListDevices() => Guard.Call(&ListDevices);

    private static void ListDevices(JackLog log)
    {
        foreach (string line in AlsaDevices.Describe().DefaultIfEmpty("this computer has no sound card"))
            log.Info(line);
    }
}
