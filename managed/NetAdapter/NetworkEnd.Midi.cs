using NetJack2.Engine;
using NetJack2.Host;
using NetJack2.Protocol;
using NetJack2.Resampling;

namespace NetJack2.NetAdapter;

/// <content>MIDI, whose events pass at the moment at which the sound passes that they belong to.</content>
internal sealed partial class NetworkEnd
{
    // Of each port: five seconds of a MIDI cable's 3125 bytes a second, as events of three bytes.
    private const int EventBytes = 1 << 17;

    // What is meant for a master that is away is of no use to it when it is back.
    private const long Absence = 100_000_000;

    private readonly EventRing[] _fromMaster;
    private readonly DueEvents[] _toMaster;

    // Master's frames: an event cannot be later than that. The clocks have been aligned anew.
    private readonly int _latest;
    private long _exchangedAt;

    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => _toMaster[port].Count;

    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) => _toMaster[port].Get(index, out time);

    [RealTimeSafe]
    public void ClearIncomingMidi(int port)
    {
        // They lie in a ring, and go when JACK has got them.
    }

    /// <summary>An event of the cycle that is about to be exchanged.</summary>
    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => _fromMaster[port].TryPut(_frame + time, data);

    [RealTimeSafe]
    private void Deliver(AdapterPorts ports, int port, long frame)
    {
        ports.ClearMidiCapture(port);
        EventRing ring = _fromMaster[port];
        long place = ring.Begin;
        long at = 0;
        for (long next = place; ring.TryRead(ref next, out long farFrame, out ReadOnlySpan<byte> data); place = next)
        {
            long due = IsRunning ? (long)Math.Round(_bridge.ToNear(farFrame)) - frame : 0;
            if (!DueEvents.IsDue(due, ports.Period, _latest, ref at))
                break;
            _ = ports.AddMidiCapture(port, (uint)at, data); // a port that is full has more than it can take
        }
        ring.Release(place);
    }

    [RealTimeSafe]
    private void Collect(AdapterPorts ports, int port, long frame, long time)
    {
        if (time - Volatile.Read(ref _exchangedAt) > Absence)
            return;
        int count = ports.MidiPlaybackEvents(port);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> data = ports.MidiPlayback(port, index, out uint at);
            long farFrame = IsRunning ? (long)Math.Round(_bridge.ToFar(frame + at)) : Volatile.Read(ref _frame);
            _ = _toMaster[port].TryPut(farFrame, data);
        }
    }

    private bool IsRunning { [RealTimeSafe] get => _bridge.State == BridgeState.Running; }
}
