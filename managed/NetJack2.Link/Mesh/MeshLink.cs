// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Link.Ports;
using NetJack2.Link.Resend;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Mesh;

/// <summary>One end of a link between two slaves of one master, which run the same cycle at the same time.</summary>
/// <remarks>
/// In the cycle with the common number <em>c</em> it sends its ports under that number, and plays what the peer sent under <em>c</em>
/// minus the latency. It never waits. Where nothing is connected it rests. Used by the process thread of the client that stands for the
/// peer.
/// </remarks>
public sealed class MeshLink : IDisposable
{
    /// <summary>In the field "frames" of a cycle packet: of the cycles up to the next one that is sent, all are empty.</summary>
    public const uint Resting = 0;

    // A rest is announced so often, in case that packets are lost; then it is only confirmed.
    private const int Announcements = 8;
    private const long ConfirmNs = 2_000_000_000;

    // Until the first packet of the peer, and how long it counts as connected without one.
    private const long SearchNs = 100_000_000;
    private const long AbsenceNs = 3 * ConfirmNs;

    // A peer that sends in each cycle and is silent for so long is not there: its cycles are not lost.
    private const long SilenceNs = 200_000_000;

    private readonly LinkChannel _channel;
    private readonly IMonotonicClock _clock;
    private readonly AnswerDelays _delays;
    private readonly CycleSlot _empty;
    private readonly uint _latency;
    private PortSet _wanted;
    private uint _cycle;
    private uint _complete;
    private int _announcements = Announcements;
    private long _sentAt = long.MinValue / 2;
    private bool _isOpen;
    private bool _isPeerResting = true;
    private bool _wasThere;

    /// <summary>An end of a link that begins.</summary>
    /// <param name="channel">Its packets.</param>
    /// <param name="clock">CLOCK_MONOTONIC.</param>
    public MeshLink(LinkChannel channel, IMonotonicClock clock)
    {
        _channel = channel;
        _clock = clock;
        _latency = (uint)channel.Session.Latency;
        _delays = new AnswerDelays(channel.Session);
        _empty = new CycleSlot(channel.IncomingParameters with { Audio = 0, Midi = 0 }, maxPackets: 1, maxMidiPackets: 0, blockSize: 0);
    }

    /// <summary>How many cycles a window holds: those under way, and some by which the peer's server may be ahead.</summary>
    public static int WindowCycles(SessionParameters session) => session.Latency + 4;

    /// <summary>The channel of the link's cycles.</summary>
    public LinkChannel Channel => _channel;

    /// <summary>Whether a packet arrived from the peer in the last seconds. Any thread.</summary>
    public bool IsPeerThere =>
        Volatile.Read(ref _channel.Counters.Values.LastReceived) is not 0 and var last && _clock.Now - last < AbsenceNs;

    /// <summary>Receives a cycle from the peer and sends it one. Cycle thread.</summary>
    /// <param name="ports">The client's port buffers.</param>
    /// <param name="cycle">The common number of the cycle.</param>
    /// <param name="hasMidi">Whether an outgoing MIDI port is connected.</param>
    [RealTimeSafe]
    public void Process(IPortBuffers ports, uint cycle, bool hasMidi)
    {
        if (_isOpen && cycle == _cycle)
        {
            // A client that was late has read the number of the next cycle, and now reads it again.
            Rest(ports);
            return;
        }
        long begin = _clock.Now;
        PortSet connected = CyclePorts.IncomingConnected(ports, _channel.IncomingParameters.Audio);
        uint due = cycle - _latency;
        _channel.Window.MoveTo(due);
        if (!_isOpen || cycle - _cycle >= (uint)_channel.Window.Length)
            _complete = due;
        (_isOpen, _cycle) = (true, cycle);
        _channel.Counters.Values.Cycles++;
        _channel.Receive(begin);
        FindDelays();
        CycleSlot? slot = _channel.Window.Find(due);
        _channel.Repair?.Update(FirstWanted(due, slot), cycle - _delays.OverdueAt((int)_latency), begin);
        // In this order, so that what is connected straight through here leaves in the same cycle.
        Play(due, slot, ports, connected, begin);
        Send(ports, connected, hasMidi, begin);
        _channel.Window.MoveTo(due + 1);
        _channel.Counters.CountProcess(_clock.Now - begin);
    }

    /// <summary>A cycle without a number: nothing is sent, and the last sound fades out.</summary>
    /// <param name="ports">The client's port buffers.</param>
    [RealTimeSafe]
    public void Rest(IPortBuffers ports) =>
        PlayNothing(ports, CyclePorts.IncomingConnected(ports, _channel.IncomingParameters.Audio));

    /// <summary>The cycle has failed: the next one begins anew. The caller silences the ports.</summary>
    [RealTimeSafe]
    public void Abandon()
    {
        _channel.Forget();
        _channel.Window.MoveTo(_cycle - _latency + 1);
    }

    /// <inheritdoc/>
    // Control thread, when no cycle uses it.
    public void Dispose()
    {
        if (!_channel.IsAbandoned)
            _empty.Dispose();
        _channel.Dispose();
    }

    // Cycles that a resting peer has left out are not missing: the next one that is there is the first that can be.
    [RealTimeSafe]
    private uint FirstWanted(uint due, CycleSlot? slot)
    {
        uint first = due + 1;
        bool isResting = slot is { Packets.Received: > 0 } ? slot.Frames == Resting : _isPeerResting;
        for (uint end = due + (uint)_channel.Window.Length; isResting && first != end && _channel.Window.Find(first) is null; first++)
        {
        }
        return first;
    }

    [RealTimeSafe]
    private void Send(IPortBuffers ports, PortSet connected, bool hasMidi, long now)
    {
        // To a peer that is not there only as much as shows it that this end is.
        bool isThere = IsPeerThere;
        PortSet active = isThere ? CyclePorts.OutgoingActive(ports, _channel.OutgoingParameters.Audio, _channel.PeerWants) : default;
        bool isBusy = isThere && (hasMidi || active != default);
        // A peer that has just appeared knows nothing yet.
        if (isBusy || connected != _wanted || isThere != _wasThere)
            _announcements = Announcements;
        (_wanted, _wasThere) = (connected, isThere);
        if (!isBusy && _announcements <= 0 && now - _sentAt < (isThere ? ConfirmNs : SearchNs))
        {
            _channel.OutgoingFormat.Skip(ports);
            _channel.Repair?.Ask(_channel.Socket);
            return;
        }
        _announcements -= isBusy ? 0 : 1;
        _sentAt = now;
        _channel.Send(new OutgoingCycle(_cycle, active, connected, isBusy ? PacketHeader.WholePeriod : Resting), ports);
    }

    [RealTimeSafe]
    private void Play(uint due, CycleSlot? slot, IPortBuffers ports, PortSet connected, long now)
    {
        if (slot is null && !_isPeerResting && now - _channel.Counters.Values.LastReceived >= SilenceNs)
        {
            PlayNothing(ports, connected);
            return;
        }
        if (slot is { Packets.Received: > 0 })
            _isPeerResting = slot.Frames == Resting;
        if (slot is null && _isPeerResting)
        {
            slot = _empty;
            slot.Begin(due, now);
            slot.Packets.Add(0, 1);
        }
        else
        {
            _channel.Close(slot);
        }
        _channel.Deliver(due, slot, ports, connected);
    }

    [RealTimeSafe]
    private void PlayNothing(IPortBuffers ports, PortSet connected) => _channel.DeliverNothing(ports, connected);

    // After how many cycles those of the peer are complete here: what takes longer is missing.
    [RealTimeSafe]
    private void FindDelays()
    {
        _delays.CountCycle();
        ReceiveWindow window = _channel.Window;
        uint first = (int)(window.Oldest - _complete) > 0 ? window.Oldest : _complete;
        for (uint cycle = first; (int)(window.Newest - cycle) >= 0 && cycle - first < (uint)window.Length; cycle++)
        {
            if (window.Find(cycle) is not { } slot || !_channel.IncomingFormat.IsComplete(slot))
                continue;
            _complete = cycle + 1;
            if (slot.Copies == 0)
                _delays.Add(Math.Max(1, (int)(_cycle - cycle)));
        }
    }
}
