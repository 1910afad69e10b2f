// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Link.Cycles;

/// <summary>The packets of one incoming cycle that have arrived.</summary>
public sealed class CycleSlot : IDisposable
{
    private readonly NativeArray<byte> _bytes;
    private readonly int _audioSize;
    private readonly int _blockSize;
    private readonly int _midiSize;
    private readonly int _period;

    /// <summary>A slot for cycles of a layout.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="maxPackets">The most audio (or cycle) packets of a cycle.</param>
    /// <param name="maxMidiPackets">The most MIDI packets of a cycle.</param>
    /// <param name="blockSize">Bytes that are kept for each port: a period of samples, or its code.</param>
    public CycleSlot(DirectionParameters direction, int maxPackets, int maxMidiPackets, int blockSize)
    {
        _period = direction.Period;
        // Memory that no cycle has used stays untouched; what a cycle has not filled is silenced when it is played.
        _audioSize = direction.Audio * blockSize;
        _blockSize = blockSize;
        _midiSize = direction.MidiCapacity;
        _bytes = new NativeArray<byte>((int)BytesFor(direction, blockSize));
        Packets = new PacketFlags(maxPackets);
        MidiPackets = new PacketFlags(maxMidiPackets);
    }

    /// <summary>Bytes of memory that such a slot takes.</summary>
    /// <param name="direction">The ports, period and MTU of the direction.</param>
    /// <param name="blockSize">Bytes that are kept for each port.</param>
    public static long BytesFor(DirectionParameters direction, int blockSize) =>
        ((long)direction.Audio * blockSize) + direction.MidiCapacity + RepeatSizeOf(direction);

    /// <summary>The master's cycle that the packets belong to; wraps around.</summary>
    public uint Cycle { get; private set; }

    /// <summary>When its first packet arrived, in nanoseconds of the link's clock; MIDI repeats and other packets beside the cycle do not
    /// count.</summary>
    public long FirstArrival { get; private set; }

    /// <summary>Whether a packet of the cycle itself has arrived, and not only packets beside it: MIDI repeats, transport,
    /// latency.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>When the last packet that was accepted arrived, in nanoseconds of the link's clock.</summary>
    public long LastArrival { get; set; }

    /// <summary>Whether its completion has been counted.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Which audio packets have arrived, or which cycle packets between netjack2-cs peers.</summary>
    public PacketFlags Packets { get; }

    /// <summary>How many of them had to be sent again.</summary>
    public int Copies { get; set; }

    /// <summary>MIDI packets, where MIDI has packets of its own.</summary>
    public PacketFlags MidiPackets { get; }

    /// <summary>Where the blocks of its ports lie in the stream of the cycle, where it has one.</summary>
    public StreamBlocks Blocks { get; init; } = StreamBlocks.None;

    /// <summary>Ports whose samples the cycle carries.</summary>
    public PortSet Active;

    /// <summary>Ports that the peer wants to receive.</summary>
    public PortSet Wanted;

    /// <summary>Whether a packet with <see cref="Wanted"/> has arrived.</summary>
    public bool HasWanted { get; set; }

    /// <summary>The field "frames" of its packets, which only peers of a mesh use.</summary>
    public uint Frames { get; set; }

    /// <summary>Whether the peer sends a number of frames instead of "the whole period":
    /// libjacknet does, jackd's modules do not.</summary>
    public bool PeerCountsFrames { get; set; }

    /// <summary>The peer's transport report of this cycle.</summary>
    public TransportReport Transport;

    /// <summary>Whether a packet with <see cref="Transport"/> has arrived.</summary>
    public bool HasTransport { get; set; }

    /// <summary>The latency that the peer states in this cycle; 0 where it states none.</summary>
    public int Latency { get; set; }

    /// <summary>Frames in each audio packet, in jack2's format.</summary>
    public int FramesPerPacket { get; set; }

    /// <summary>Number of bytes of the MIDI section.</summary>
    public int MidiLength { get; set; }

    /// <summary>The memory for the cycle's MIDI bytes, of which <see cref="MidiLength"/> are in use.</summary>
    public Span<byte> Midi => _bytes.Span.Slice(_audioSize, _midiSize);

    /// <summary>Bytes of <see cref="Repeat"/>: the MIDI of earlier cycles that this cycle's packets repeat; 0 where none has
    /// arrived.</summary>
    public int RepeatLength { get; private set; }

    /// <summary>The repeated events: a <see cref="MidiRepeat"/> that can be opened.</summary>
    public ReadOnlySpan<byte> Repeat => RepeatPlace[..RepeatLength];

    /// <summary>Stores what is repeated. False where it does not fit.</summary>
    [RealTimeSafe]
    public bool TrySetRepeat(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > RepeatPlace.Length)
            return false;
        payload.CopyTo(RepeatPlace);
        RepeatLength = payload.Length;
        return true;
    }

    /// <summary>The memory of a port, from 0: a period of samples, or its code.</summary>
    [RealTimeSafe]
    public Span<byte> Block(int port) => _bytes.Span.Slice(port * _blockSize, _blockSize);

    /// <summary>The samples of a port, where they are kept as float: one period.</summary>
    [RealTimeSafe]
    public Span<float> Samples(int port) => MemoryMarshal.Cast<byte, float>(Block(port))[.._period];

    /// <summary>Silences these frames of all active ports; frames beyond the period are ignored.</summary>
    [RealTimeSafe]
    public void Silence(int start, int frames)
    {
        if (start >= _period)
            return;
        int length = Math.Min(frames, _period - start);
        for (int port = Active.NextFrom(0); port >= 0; port = Active.NextFrom(port + 1))
            Samples(port).Slice(start, length).Clear();
    }

    /// <summary>Notes that a packet of the cycle itself has arrived.</summary>
    /// <param name="now">When the cycle counts as begun, if it is the first one.</param>
    [RealTimeSafe]
    public void Open(long now)
    {
        if (!HasBegun)
            FirstArrival = now;
        HasBegun = true;
    }

    /// <summary>Prepares the slot for a cycle of which nothing has arrived.</summary>
    [RealTimeSafe]
    public void Begin(uint cycle, long now)
    {
        Cycle = cycle;
        FirstArrival = now;
        LastArrival = now;
        HasBegun = false;
        IsCounted = false;
        Packets.Clear();
        MidiPackets.Clear();
        Active = default;
        Wanted = default;
        HasWanted = false;
        HasTransport = false;
        Latency = 0;
        PeerCountsFrames = false;
        FramesPerPacket = 0;
        MidiLength = 0;
        RepeatLength = 0;
        Copies = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private Span<byte> RepeatPlace => _bytes.Span[(_audioSize + _midiSize)..];

    private static int RepeatSizeOf(DirectionParameters direction) => direction.RepeatsMidi && direction.Midi != 0 ? direction.Mtu : 0;
}
