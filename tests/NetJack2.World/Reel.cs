// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Takes;
using NetJack2.Protocol.Transport;

namespace NetJack2.World;

/// <summary>The transport of a server, as the record of takes sees it.</summary>
internal sealed class Reel(int period, int sampleRate) : IServerCycles
{
    private ServerCycle _last;

    /// <summary>What it does in the next cycle.</summary>
    public TransportState State { get; set; }

    /// <summary>Where it is then.</summary>
    public uint Frame { get; set; }

    /// <summary>Xruns of the server so far.</summary>
    public long Xruns { get; set; }

    /// <summary>The server's clients run a cycle.</summary>
    public ServerCycle Run()
    {
        _last = new ServerCycle(State, Frame, period, sampleRate, Xruns);
        if (State == TransportState.Rolling)
            Frame += (uint)period;
        return _last;
    }

    public void ReadCycle(out ServerCycle cycle) => cycle = _last with { Xruns = Xruns };
}
