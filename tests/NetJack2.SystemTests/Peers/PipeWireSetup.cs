// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Peers;

namespace NetJack2.SystemTests.Peers;

/// <summary>A master and its slaves, one of them PipeWire.</summary>
/// <param name="Period">In frames.</param>
/// <param name="Slaves">Audio channels in each direction and network latency of each, all at once.</param>
public sealed record PipeWireSetup(int Period, IReadOnlyList<(int Channels, int Latency)> Slaves)
{
    private static readonly int[] s_periods = [128, 256, 512, 1024];
    private static readonly int[] s_channels = [2, 8, 64];

    // Its master's ports are connected one by one, and up to version 1.6 it does not survive 41.
    private static readonly int s_many = PipeWireInstallation.SendsAnyNumberOfPorts ? 64 : 32;

    // PipeWire's driver takes as many channels as the master's card has: the same for all slaves of a master.
    private static readonly PipeWireSetup[] s_slaves =
    [
        new(128, [(8, 2), (8, 5)]), new(256, [(2, 2), (2, 5)]), new(512, [(64, 2)]), new(1024, [(2, 5), (2, 2)]),
    ];

    private static readonly PipeWireSetup[] s_strictSlaves = [new(256, [(64, 0)]), new(1024, [(8, 0)])];

    private static readonly PipeWireSetup[] s_masters =
    [
        new(128, [(2, 5), (8, 2)]), new(256, [(s_many, 2), (2, 5)]), new(512, [(8, 5), (2, 2)]), new(1024, [(s_many, 5), (8, 2)]),
    ];

    private static readonly PipeWireSetup[] s_strictMasters = [new(128, [(8, 0)]), new(512, [(2, 0)])];

    /// <summary>PipeWire slaves at a latency that a late machine disturbs little.</summary>
    public static IEnumerable<PipeWireSetup> PipeWireSlaves => Choice.IsFull ? Product(s_channels, 2, 5) : s_slaves;

    /// <summary>PipeWire slaves at no latency.</summary>
    public static IEnumerable<PipeWireSetup> StrictPipeWireSlaves => Choice.IsFull ? Product(s_channels, 0) : s_strictSlaves;

    /// <summary>Slaves of a PipeWire master at a latency that a late machine disturbs little.</summary>
    public static IEnumerable<PipeWireSetup> PipeWireMasters => Choice.IsFull ? Product([2, 8, s_many], 2, 5) : s_masters;

    /// <summary>Slaves of a PipeWire master at no latency.</summary>
    public static IEnumerable<PipeWireSetup> StrictPipeWireMasters => Choice.IsFull ? Product([2, 8, s_many], 0) : s_strictMasters;

    public override string ToString()
        => $"{Period} frames, {string.Join(" and ", Slaves.Select(slave => $"{slave.Channels} ch -l {slave.Latency}"))}";

    private static IEnumerable<PipeWireSetup> Product(int[] numbers, params int[] latencies)
        => from period in s_periods
           from channels in numbers
           select new PipeWireSetup(period, [.. latencies.Select(latency => (channels, latency))]);
}
