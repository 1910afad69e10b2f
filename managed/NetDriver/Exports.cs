// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Clients;
using NetJack2.Interop;

namespace NetJack2.NetDriver;

/// <summary>What native/driver calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_driver_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(void* host, nj_driver_options* options, void** driver)
    {
        try
        {
            *driver = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(new Driver(host, *options)));
            return 0;
        }
        catch (Exception exception)
        {
            new JackLog(Driver.ModuleName).Fault(exception);
            return -1;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* driver)
    {
        try
        {
            From(driver).Dispose();
            GCHandle.FromIntPtr((nint)driver).Free();
        }
        catch (Exception exception)
        {
            new JackLog(Driver.ModuleName).Fault(exception);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_attach", CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* driver) => _ = From(driver);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_wait", CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(void* driver)
    {
        try
        {
            return From(driver).Cycles.Wait() ? 1 : 0;
        }
        catch (Exception)
        {
            return 1; // nothing of a cycle throws; if it does, this one is silent
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_read", CallConvs = [typeof(CallConvCdecl)])]
    private static uint Read(void* driver)
    {
        try
        {
            return From(driver).Read();
        }
        catch (Exception)
        {
            return 0;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_write", CallConvs = [typeof(CallConvCdecl)])]
    private static void Write(void* driver)
    {
        try
        {
            From(driver).Write();
        }
        catch (Exception)
        {
            return;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_skip", CallConvs = [typeof(CallConvCdecl)])]
    private static void Skip(void* driver)
    {
        try
        {
            From(driver).Cycles.Skip();
        }
        catch (Exception)
        {
            return;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_wake", CallConvs = [typeof(CallConvCdecl)])]
    private static void Wake(void* driver) => From(driver).Stop();

    private static Driver From(void* driver) => Unsafe.As<Driver>(GCHandle.FromIntPtr((nint)driver).Target!);
}
