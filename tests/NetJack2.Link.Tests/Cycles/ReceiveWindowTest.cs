// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Tests.Formats;
using NetJack2.Protocol.Wire;

namespace NetJack2.Link.Tests.Cycles;

/// <summary>A window of 8 cycles for packets of jack2, for each test.</summary>
public abstract class ReceiveWindowTest
{
    // A cycle is a sync packet and two audio packets.
    internal static readonly DirectionParameters Direction = new(
        StreamDirection.Send, 7, Audio: 2, Midi: 0, Wantable: 2, Period: 256, Mtu: 1500);

    internal static readonly List<byte[]>[] Packets =
        [.. Enumerable.Range(0, 41).Select(cycle => new FormatBench(Direction, isCompact: false).WriteCodes((uint)cycle))];

    internal FormatBench Bench { get; } = new(Direction, isCompact: false);

    internal ReceiveWindow Window { get; private set; } = null!;

    internal LinkCounters Counters { get; private set; } = null!;

    [SetUp]
    public void Open()
    {
        Counters = new LinkCounters();
        Window = new ReceiveWindow(Direction, Bench.Reader, cycles: 6, Counters);
    }

    [TearDown]
    public void Close() => Window.Dispose();

    internal void Accept(uint cycle, int index) => Accept(cycle, index, now: cycle);

    internal void Accept(uint cycle, int index, long now) => Window.Accept(Bench.WriteCodes(cycle)[index], now);
}
