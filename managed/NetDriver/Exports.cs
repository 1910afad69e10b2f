// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetJack2.Host.Border;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.NetDriver;

/// <summary>Entry points that native/driver calls.</summary>
internal static unsafe class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "nj_driver_open", CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(void* host, nj_driver_options* options, void** driver) =>
        Guard.Open<byte, nj_driver_options>(&Driver.Start, (byte*)host, options, driver);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_close", CallConvs = [typeof(CallConvCdecl)])]
    private static void Close(void* driver) => Guard.Close<Driver>(driver);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_attach", CallConvs = [typeof(CallConvCdecl)])]
    private static void Attach(void* driver) => Guard.Enter<Driver>(driver, FaultPlace.Notification, &BeginThread);

    // Where it fails, the cycle is a silent one.
    [UnmanagedCallersOnly(EntryPoint = "nj_driver_wait", CallConvs = [typeof(CallConvCdecl)])]
    private static int Wait(void* driver) => Guard.AskAt<Driver, int>(driver, FaultPlace.Wait, &Wait, otherwise: 1);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_read", CallConvs = [typeof(CallConvCdecl)])]
    private static uint Read(void* driver) => Guard.AskAt<Driver, uint>(driver, FaultPlace.Cycle, &Read, otherwise: 0);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_write", CallConvs = [typeof(CallConvCdecl)])]
    private static void Write(void* driver) => Guard.Enter<Driver>(driver, FaultPlace.Send, &Write);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_skip", CallConvs = [typeof(CallConvCdecl)])]
    private static void Skip(void* driver) => Guard.Enter<Driver>(driver, FaultPlace.Send, &Skip);

    [UnmanagedCallersOnly(EntryPoint = "nj_driver_wake", CallConvs = [typeof(CallConvCdecl)])]
    private static void Wake(void* driver) => Guard.Enter<Driver>(driver, FaultPlace.Notification, &Stop);

    // Entering managed code for the first time attaches the thread to the runtime: here, and not in the first cycle.
    private static void BeginThread(Driver driver) => _ = driver.Cycles;

    [RealTimeSafe]
    private static int Wait(Driver driver) => driver.Cycles.Wait() ? 1 : 0;

    [RealTimeSafe]
    private static uint Read(Driver driver) => driver.Read();

    [RealTimeSafe]
    private static void Write(Driver driver) => driver.Write();

    [RealTimeSafe]
    private static void Skip(Driver driver) => driver.Skip();

    private static void Stop(Driver driver) => driver.Stop();
}
