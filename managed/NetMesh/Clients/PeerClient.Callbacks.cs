// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.RealTime;
using NetJack2.Statistics;

namespace NetJack2.NetMesh.Clients;

/// <content>JACK's callbacks.</content>
internal sealed unsafe partial class PeerClient
{
    private int _latency;
    private int _midiLatency;

    /// <inheritdoc/>
    [RealTimeSafe]
    public override void Recover(FaultPlace place)
    {
        if (place != FaultPlace.Cycle)
            return;
        try
        {
            if (_cycle.Enter() is { } cycle)
            {
                cycle.Buffers.Silence(Frames, _held);
                cycle.Link?.Abandon();
            }
        }
        finally
        {
            _cycle.Leave();
        }
    }

    /// <inheritdoc/>
    protected override void ChangePeriod(int frames) => _changed();

    /// <inheritdoc/>
    protected override void SetLatencies(JackLatencyCallbackMode mode) => _ports.SetLatency(mode, _latency, _midiLatency);

    /// <inheritdoc/>
    [RealTimeSafe]
    protected override void Process(int frames)
    {
        if (_cycle.Enter() is { } cycle)
        {
            if (cycle.Link is not { } link || cycle.Period != frames)
            {
                // Also for the few cycles after a change of the period until the link has followed it.
                cycle.Buffers.Silence(frames, _held);
            }
            else
            {
                DirectionParameters incoming = link.Channel.IncomingParameters;
                cycle.Buffers.SilenceBehind(incoming.Audio, incoming.Midi); // the peer has no ports for them
                uint number = NetJack2Native.nj_mesh_find_cycle();
                if (number == CommonCycle.None)
                    link.Rest(cycle.Buffers);
                else
                    link.Process(cycle.Buffers, number, cycle.Buffers.HasOutgoingMidi());
            }
        }
        _cycle.Leave();
    }
}
