// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Programs;

/// <summary>A server with <c>netjack2 master</c> and a synchronous slave, whose sound returns after exactly the network latency.</summary>
/// <param name="OnPipeWire">Whether the server is PipeWire; otherwise it is jackd.</param>
/// <param name="Period">In frames.</param>
/// <param name="Channels">Audio channels in each direction.</param>
/// <param name="Latency">In periods.</param>
/// <param name="Driver">The slave's net driver.</param>
public sealed record ProgramSetup(bool OnPipeWire, int Period, int Channels, int Latency, DriverFolder Driver)
{
    private const int ShortestTolerant = 128;

    // Each value of each axis with each server, and the hard corners: 64 frames with many channels, no latency.
    private static readonly (int Period, int Channels, int Latency, bool IsJack2)[] s_covering =
    [
        (64, 2, 2, false), (64, 16, 0, false), (256, 2, 0, false), (256, 16, 2, true), (1024, 2, 2, false), (1024, 16, 0, true),
    ];

    /// <summary>Those that a late machine disturbs little.</summary>
    public static IEnumerable<ProgramSetup> Tolerant => All.Where(setup => setup.IsTolerant);

    /// <summary>The others.</summary>
    public static IEnumerable<ProgramSetup> Strict => All.Where(setup => !setup.IsTolerant);

    /// <summary>For the choice of what excuses a bad run.</summary>
    public NetPairOptions Options => new(DriverFolder.NetJack2Cs, Driver) { Period = Period, Channels = Channels, Latency = Latency };

    private bool IsTolerant => Latency > 0 && Period >= ShortestTolerant;

    private static IEnumerable<ProgramSetup> All
        => from onPipeWire in (bool[])[false, true]
           from each in Choice.IsFull ? Product : s_covering
           select new ProgramSetup(
               onPipeWire, each.Period, each.Channels, each.Latency, each.IsJack2 ? DriverFolder.Jack2 : DriverFolder.NetJack2Cs);

    private static IEnumerable<(int Period, int Channels, int Latency, bool IsJack2)> Product
        => from period in (int[])[64, 256, 1024]
           from channels in (int[])[2, 16]
           from latency in (int[])[0, 2]
           from isJack2 in (bool[])[false, true]
           select (period, channels, latency, isJack2);

    public override string ToString()
        => $"{(OnPipeWire ? "PipeWire" : "jackd")}, {Driver} driver, {Channels} ch, {Period} frames, -l {Latency}";
}
