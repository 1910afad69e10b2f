// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Statistics;
using NetJack2.Statistics.Untrusted;

namespace NetJack2.Host.Linux;

/// <summary>A number by which the modules of one JACK server recognise each other on the network. No secret.</summary>
public static class ServerIdentity
{
    /// <summary>The number of the server of this process: the same in all its modules, another one in every other process. Not 0.</summary>
    public static ulong OfProcess { get; } = Compute();

    // Process numbers are used again, on this computer and in its containers.
    private static ulong Compute()
    {
        string text = $"{BootId()} {Environment.ProcessId} {PageOwner.StartTimeOf(Environment.ProcessId)}";
        ulong hash = FnvHash.Add(FnvHash.Basis, Encoding.UTF8.GetBytes(text));
        return hash == 0 ? 1 : hash;
    }

    private static string BootId() => PlainFile.ReadProc("/proc/sys/kernel/random/boot_id") ?? Environment.MachineName;
}
