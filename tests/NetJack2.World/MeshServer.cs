// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Models;

namespace NetJack2.World;

/// <summary>The server of a slave that has a link to another slave, without their master: its cycles come by themselves.</summary>
/// <param name="clock">The clock of the world.</param>
/// <param name="seat">Its client for the other slave.</param>
/// <param name="seed">Of what happens by chance.</param>
internal sealed class MeshServer(VirtualClock clock, MeshSeat seat, int seed) : Actor
{
    private readonly Random _random = new(seed);
    private long _base = clock.Now + VirtualClock.Millisecond;
    private long _shift;

    public MeshSeat Seat { get; } = seat;

    /// <summary>The common number of the next cycle.</summary>
    public uint Cycle { get; set; } = int.MaxValue - 500;

    /// <summary>Whether the master's cycles have a number at all.</summary>
    public bool HasNumber { get; set; } = true;

    /// <summary>By how much the server's cycles are later than the master's.</summary>
    public long Offset { get; set; }

    /// <summary>By how much each of them is later at most, by chance.</summary>
    public long Jitter { get; set; }

    public long PeriodNs => VirtualClock.Second * Seat.Ports.Period / Seat.Link.Channel.Session.SampleRate;

    public override long WakeAt => _base + Offset + _shift;

    public override void Step()
    {
        _base += PeriodNs;
        _shift = Jitter == 0 ? 0 : _random.NextInt64(Jitter);
        Seat.Process(HasNumber ? Cycle : CommonCycle.None);
        Cycle++;
    }
}
