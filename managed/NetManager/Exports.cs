// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.NetManager;

/// <summary>What native/manager calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_manager_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(jack_client_t* client, nj_manager_options* options, void** manager)
    {
        try
        {
            *manager = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(new Manager(client, *options)));
            return 0;
        }
        catch (Exception exception)
        {
            new JackLog(Manager.ModuleName).Fault(exception);
            return -1;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_manager_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* manager)
    {
        try
        {
            GCHandle handle = GCHandle.FromIntPtr((nint)manager);
            Unsafe.As<Manager>(handle.Target!).Dispose();
            handle.Free();
        }
        catch (Exception exception)
        {
            new JackLog(Manager.ModuleName).Fault(exception);
        }
    }
}
