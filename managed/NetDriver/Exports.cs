using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetJack2.NetDriver;

/// <summary>What native/driver calls. Provisional: a driver that never finds a master.</summary>
internal static unsafe class Exports
{
    private static readonly ManualResetEventSlim s_woken = new();
    private static void* s_host;
    private static int s_periodMs;

    [DllImport("netjack2")]
    private static extern void nj_log_info(byte* line);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(void* host, void* options, void** driver)
    {
        s_host = host;
        s_periodMs = 21;
        fixed (byte* line = "provisional net driver"u8) nj_log_info(line);
        *driver = (void*)1;
        return 0;
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* driver)
    {
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_attach", CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* driver)
    {
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_wait", CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(void* driver)
    {
        if (!s_woken.Wait(s_periodMs)) return 1;
        s_woken.Reset();
        return 0;
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_read", CallConvs = [typeof(CallConvCdecl)])]
    private static uint Read(void* driver) => 0;

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_write", CallConvs = [typeof(CallConvCdecl)])]
    private static void Write(void* driver)
    {
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_wake", CallConvs = [typeof(CallConvCdecl)])]
    private static void Wake(void* driver) => s_woken.Set();
}
