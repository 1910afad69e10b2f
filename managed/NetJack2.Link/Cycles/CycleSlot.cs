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

    /// <summary>The number of the cycle.</summary>
    public uint Cycle { get; private set; }

    /// <summary>When its first packet came, those beside the cycle left out.</summary>
    public long FirstArrival { get; private set; }

    /// <summary>Whether something of the cycle itself has come, and not only packets beside it: MIDI repeats, transport, latency.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>When the last packet came that was taken in.</summary>
    public long LastArrival { get; set; }

    /// <summary>Whether its completion has been counted.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Audio packets, or cycle packets.</summary>
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

    /// <summary>Whether <see cref="Wanted"/> has come.</summary>
    public bool HasWanted { get; set; }

    /// <summary>The field "frames" of its packets, which only peers of a mesh use.</summary>
    public uint Frames { get; set; }

    /// <summary>Whether the peer sends a number of frames instead of "the whole period":
    /// libjacknet does, jackd's modules do not.</summary>
    public bool PeerCountsFrames { get; set; }

    /// <summary>The peer's transport report of this cycle.</summary>
    public TransportReport Transport;

    /// <summary>Whether <see cref="Transport"/> has come.</summary>
    public bool HasTransport { get; set; }

    /// <summary>The latency that the peer states in this cycle; 0 where it states none.</summary>
    public int Latency { get; set; }

    /// <summary>Frames in each audio packet, in jack2's format.</summary>
    public int FramesPerPacket { get; set; }

    /// <summary>Number of bytes of the MIDI section.</summary>
    public int MidiLength { get; set; }

    /// <summary>The place for MIDI bytes.</summary>
    public Span<byte> Midi => _bytes.Span.Slice(_audioSize, _midiSize);

    /// <summary>Bytes of what the cycle's packets repeat of the MIDI of earlier ones; 0 where nothing has come.</summary>
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

    /// <summary>The block of a port.</summary>
    [RealTimeSafe]
    public Span<byte> Block(int port) => _bytes.Span.Slice(port * _blockSize, _blockSize);

    /// <summary>The samples of a port, where they are kept as float: one period.</summary>
    [RealTimeSafe]
    public Span<float> Samples(int port) => MemoryMarshal.Cast<byte, float>(Block(port))[.._period];

    /// <summary>Makes silence of frames of all active ports; those beyond the period are none.</summary>
    [RealTimeSafe]
    public void Silence(int start, int frames)
    {
        if (start >= _period)
            return;
        int length = Math.Min(frames, _period - start);
        for (int port = Active.NextFrom(0); port >= 0; port = Active.NextFrom(port + 1))
            Samples(port).Slice(start, length).Clear();
    }

    /// <summary>A packet of the cycle itself has come.</summary>
    /// <param name="now">When the cycle counts as begun, if it is the first one.</param>
    [RealTimeSafe]
    public void Open(long now)
    {
        if (!HasBegun)
            FirstArrival = now;
        HasBegun = true;
    }

    /// <summary>Begins a cycle of which nothing has come.</summary>
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
