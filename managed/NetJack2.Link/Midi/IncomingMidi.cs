// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol.Extension;
using NetJack2.RealTime;

namespace NetJack2.Link.Midi;

/// <summary>
/// The MIDI ports of one direction, as they are played: events that were lost are taken from packets that repeat them, and notes whose
/// end was lost are ended.
/// </summary>
/// <remarks>Made when a session begins; used by the one thread that runs the link's cycles.</remarks>
public sealed partial class IncomingMidi : IMidiSink, IDisposable
{
    // Of a peer that is silent for this long the notes are ended.
    private const int SilenceDivisor = 10;

    // Of a peer that repeats nothing, notes that were on when something was lost are ended after this many seconds.
    private const int SuspicionSeconds = 2;

    // In place of the number of events that were played: all.
    private const int Complete = -1;

    private readonly DirectionParameters _direction;
    private readonly ReceiveWindow _window;
    private readonly LinkCounters _counters;
    private readonly EventTimes _times;
    private NoteSet _suspects;
    private NoteSet _younger;
    private readonly (uint Cycle, int Played)[] _missing = new (uint, int)[MidiRepeat.Cycles + 1];
    private readonly int _sampleRate;
    private readonly byte[] _end = new byte[HeldNote.EndSize];
    private IPortBuffers _ports = QuietPorts.Instance;
    private uint _cycle;
    private uint _next;
    private int _played;
    private int _silentFrames;
    private int _suspiciousFrames;
    private bool _hasBegun;
    private bool _hasPlayed;

    /// <summary>For the incoming ports of a direction.</summary>
    public IncomingMidi(DirectionParameters direction, int sampleRate, ReceiveWindow window, LinkCounters counters)
    {
        _direction = direction;
        _window = window;
        _counters = counters;
        _sampleRate = sampleRate;
        _times = new EventTimes(direction.Midi);
        _suspects = new NoteSet(direction.Midi);
        _younger = new NoteSet(direction.Midi);
        Held = new NoteSet(direction.Midi);
        Doubts = new MidiDoubts(direction);
        _missing.AsSpan().Fill((0, Complete));
    }

    /// <summary>The record of lost and late events.</summary>
    public MidiDoubts Doubts { get; }

    /// <summary>The notes that are on for this end's clients.</summary>
    public NoteSet Held { get; private set; }

    /// <summary>Uses the set of ports that outlive sessions. Control thread, before the first cycle.</summary>
    /// <param name="held">Notes of as many ports or more.</param>
    public void Share(NoteSet held) => Held = held;

    /// <summary>Plays a cycle into the ports, which it empties first.</summary>
    /// <param name="cycle">The cycle's number.</param>
    /// <param name="slot">The packets of it that have arrived; null: none.</param>
    /// <param name="format">The format of its packets.</param>
    /// <param name="ports">The port buffers.</param>
    [RealTimeSafe]
    public void Play(uint cycle, CycleSlot? slot, ICycleFormat format, IPortBuffers ports)
    {
        long dropped = _counters.Values.MidiDropped;
        Begin(cycle, ports);
        _silentFrames = slot is null ? _silentFrames + _direction.Period : 0;
        if (slot is not null && slot.RepeatLength != 0)
            PlayLate(slot);
        _cycle = cycle;
        _played = 0;
        bool isWhole = slot is not null && format.HasAllMidi(slot);
        if (isWhole)
            format.DeliverMidi(slot!, this, _counters);
        else if (TryFindRepeat(cycle, out ReadOnlySpan<byte> events))
            PlaySection(events, skipped: 0, isLate: false);
        else
            PlayPartial(slot, format);
        if (slot is not null && slot.RepeatLength != 0)
            EndUnlisted(slot);
        Doubts.Follow(cycle, slot);
        if (_counters.Values.MidiDropped != dropped)
            Doubts.Drop();
        AgeSuspects();
        if (_silentFrames >= _sampleRate / SilenceDivisor)
            EndAll(Held);
        _ports = QuietPorts.Instance;
    }

    /// <summary>A cycle without events. After some of them sounding notes are ended.</summary>
    [RealTimeSafe]
    public void PlayNothing(IPortBuffers ports)
    {
        Empty(ports);
        _silentFrames += _direction.Period;
        if (_silentFrames >= _sampleRate / SilenceDivisor)
            EndAll(Held);
        _ports = QuietPorts.Instance;
    }

    /// <inheritdoc/>
    [RealTimeSafe]
    public bool Add(int port, uint time, ReadOnlySpan<byte> data)
    {
        _played++;
        if (!_ports.AddIncomingMidi(port, time, data))
            return false;
        Held.Follow(port, data);
        _suspects.Forget(port, data); // what begins now is not stuck
        _younger.Forget(port, data);
        _times.Record(port, data, _cycle);
        return true;
    }

    [RealTimeSafe]
    private void Begin(uint cycle, IPortBuffers ports)
    {
        Empty(ports);
        if (!_hasPlayed)
            _next = cycle;
        _hasPlayed = true;
        // Of cycles that were never played, nothing was.
        uint skipped = Math.Min(cycle - _next, (uint)MidiRepeat.Cycles);
        for (uint ago = skipped; ago > 0 && (int)(cycle - _next) > 0; ago--)
            RecordMissing(cycle - ago, played: 0);
        _next = cycle + 1;
    }

    [RealTimeSafe]
    private void Empty(IPortBuffers ports)
    {
        _ports = ports;
        for (int port = 0; port < _direction.Midi; port++)
            ports.ClearIncomingMidi(port);
        // What was begun in a session before this one, this one will not end.
        if (!_hasBegun)
            Silence(Held, ports, _direction.Midi);
        _hasBegun = true;
    }

    [RealTimeSafe]
    private void RecordMissing(uint cycle, int played)
    {
        _missing[(int)(cycle % (uint)_missing.Length)] = (cycle, played);
        Doubts.Miss(cycle);
        if (_direction.RepeatsMidi || Held.Count == 0)
            return;
        if (_suspects.Count == 0 && _younger.Count == 0)
            _suspiciousFrames = 0;
        NoteSet set = _suspiciousFrames == 0 ? _suspects : _younger;
        int place = 0;
        while (Held.TryNext(ref place, out HeldNote note))
        {
            if (!_suspects.Contains(note))
                set.Add(note);
        }
    }

    [RealTimeSafe]
    private void PlayPartial(CycleSlot? slot, ICycleFormat format)
    {
        if (slot is not null)
            format.DeliverMidi(slot, this, _counters);
        RecordMissing(_cycle, _played);
    }

    // An event that missed its time is played late, unless a newer one of its kind was played.
    [RealTimeSafe]
    private void PlayLate(CycleSlot slot)
    {
        _ = MidiRepeat.TryOpen(slot.Repeat, out MidiRepeat repeat);
        ReadOnlySpan<byte> rest = repeat.Sections;
        while (MidiRepeat.TryReadSection(ref rest, out uint cycle, out ReadOnlySpan<byte> events))
        {
            ref (uint Cycle, int Played) lacking = ref _missing[(int)(cycle % (uint)_missing.Length)];
            if (lacking.Cycle != cycle || lacking.Played == Complete)
                continue;
            _cycle = cycle;
            Doubts.Find(cycle);
            PlaySection(events, lacking.Played, isLate: true);
            lacking.Played = Complete;
        }
    }

    [RealTimeSafe]
    private void PlaySection(ReadOnlySpan<byte> events, int skipped, bool isLate)
    {
        while (CompactMidi.TryRead(ref events, out int port, out uint time, out ReadOnlySpan<byte> data))
        {
            if (skipped-- > 0)
                continue;
            if (port >= _direction.Midi || time >= (uint)_direction.Period)
                _counters.Values.MidiDropped++;
            else if (isLate && (!_times.IsNews(port, data, _cycle) || Held.EndsNothing(port, data)))
                continue; // what the peer did not name any more has been ended before its end comes late
            else if (!Add(port, isLate ? 0 : time, data))
                _counters.Values.MidiDropped++;
            else
                _counters.Values.MidiRecovered++;
        }
    }

    [RealTimeSafe]
    private bool TryFindRepeat(uint cycle, out ReadOnlySpan<byte> events)
    {
        events = default;
        for (uint later = 1; later <= MidiRepeat.Cycles; later++)
        {
            if (_window.Find(cycle + later) is not { RepeatLength: not 0 } slot || !MidiRepeat.TryOpen(slot.Repeat, out MidiRepeat repeat))
                continue;
            ReadOnlySpan<byte> rest = repeat.Sections;
            while (MidiRepeat.TryReadSection(ref rest, out uint number, out ReadOnlySpan<byte> section))
            {
                if (number != cycle)
                    continue;
                events = section;
                return true;
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _times.Dispose();
}
