// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Link.Midi;
using NetJack2.RealTime;
using NetJack2.Resampling;

namespace NetJack2.NetAdapter;

/// <content>MIDI, whose events pass at the moment at which the sound passes that they belong to.</content>
internal sealed partial class NetworkEnd
{
    // Of each port: five seconds of a MIDI cable's 3125 bytes a second, as events of three bytes.
    private const int EventBytes = NoteRoom.LeastBytes;

    private readonly EventRing[] _fromMaster;
    private readonly NoteRoom[] _intoCapture;
    private readonly DueEvents[] _toMaster;
    private readonly NoteRoom[] _intoPlayback;

    // Master's frames: an event cannot be later than that. The clocks have been aligned anew.
    private readonly int _latest;
    private readonly AdapterNotes _notes;
    private long _exchangedAt;

    // What the end before this one had still to deliver went with it.
    private volatile bool _mustEndNotes = true;
    private volatile bool _isOver;

    /// <summary>Ends the session: nothing more is delivered, and sounding notes are ended. Control thread.</summary>
    public void Close()
    {
        _isOver = true;
        _mustEndNotes = true;
    }

    [RealTimeSafe]
    public int OutgoingMidiCount(int port) => _toMaster[port].Count;

    [RealTimeSafe]
    public ReadOnlySpan<byte> OutgoingMidi(int port, int index, out uint time) => _toMaster[port].Get(index, out time);

    [RealTimeSafe]
    public void ClearIncomingMidi(int port)
    {
        // They lie in a ring, and go when JACK has got them.
    }

    /// <summary>Adds a MIDI event to the cycle that is about to be exchanged. False where its ring is full.</summary>
    [RealTimeSafe]
    public bool AddIncomingMidi(int port, uint time, ReadOnlySpan<byte> data) => _intoCapture[port].TryPut(_frame + time, data);

    [RealTimeSafe]
    private void DeliverAll(AdapterPorts ports, long frame)
    {
        for (int port = 0; port < _counts.MidiCapture; port++)
            ports.ClearMidiCapture(port);
        if (_mustEndNotes)
        {
            _mustEndNotes = false;
            EndReceivedNotes(ports);
        }
        for (int port = 0; port < _counts.MidiCapture && !_isOver; port++)
            Deliver(ports, port, frame);
    }

    [RealTimeSafe]
    private void EndReceivedNotes(AdapterPorts ports)
    {
        Span<byte> data = stackalloc byte[HeldNote.EndSize];
        int place = 0;
        while (_notes.Received.TryNext(ref place, out HeldNote note))
        {
            note.WriteEnd(data);
            // Where a port is full, the rest ends in the next cycle.
            if (ports.AddMidiCapture(note.Port, 0, data))
                _notes.Received.Remove(note);
            else
                _mustEndNotes = true;
        }
    }

    // They are marked as ended only when they are sent; an end that was never sent is left to the next session.
    private void EndSentNotes()
    {
        Span<byte> data = stackalloc byte[HeldNote.EndSize];
        int place = 0;
        while (_notes.Sent.TryNext(ref place, out HeldNote note))
        {
            note.WriteEnd(data);
            _ = _toMaster[note.Port].TryPut(0, data); // the ring is empty, and has room for all of a port
        }
    }

    [RealTimeSafe]
    private void Deliver(AdapterPorts ports, int port, long frame)
    {
        EventRing ring = _fromMaster[port];
        long place = ring.Begin;
        long at = 0;
        int added = 0;
        for (long next = place; ring.TryRead(ref next, out long farFrame, out ReadOnlySpan<byte> data); place = next)
        {
            long due = IsRunning ? (long)Math.Round(_bridge.ToNear(farFrame)) - frame : 0;
            if (!DueEvents.IsDue(due, ports.Period, _latest, ref at))
                break;
            // What finds no room waits for the next cycle; what finds none in an empty port never will.
            if (ports.AddMidiCapture(port, (uint)at, data))
                _notes.Received.Follow(port, data);
            else if (added != 0)
                break;
            else
                _notes.Drop();
            added++;
        }
        ring.Release(place);
    }

    [RealTimeSafe]
    private void Collect(AdapterPorts ports, int port, long frame, long time)
    {
        // Events for an absent master are of no use when it returns, except the ends of notes.
        bool isAway = time - Volatile.Read(ref _exchangedAt) > Durations.AbsenceNs;
        int count = ports.MidiPlaybackEvents(port);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> data = ports.MidiPlayback(port, index, out uint at);
            if (isAway && !NoteSet.IsEnd(data))
                continue;
            long farFrame = IsRunning ? (long)Math.Round(_bridge.ToFar(frame + at)) : Volatile.Read(ref _frame);
            if (!_intoPlayback[port].TryPut(farFrame, data))
                _notes.Drop();
        }
    }

    [RealTimeSafe]
    private void Gather(int port)
    {
        DueEvents events = _toMaster[port];
        events.Gather(_frame, _period);
        for (int index = 0; index < events.Count; index++)
            _notes.Sent.Follow(port, events.Get(index, out _));
    }

    private bool IsRunning => _bridge.State == BridgeState.Running;
}
