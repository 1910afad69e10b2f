// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Extension;

/// <summary>
/// The last 64 bytes of a host name field, in which netjack2-cs peers recognise each other:
/// docs/protocol-extension.md, "Capability block".
/// </summary>
[StructLayout(LayoutKind.Explicit, Pack = 1, Size = Size)]
public struct CapabilityBlock
{
    /// <summary>Bytes of the block on the wire.</summary>
    public const int Size = 64;

    /// <summary>The version of the block that this implementation writes.</summary>
    public const uint CurrentVersion = 1;

    [FieldOffset(0)]
    private UInt32BigEndian _magic;

    [FieldOffset(4)]
    private UInt32BigEndian _version;

    [FieldOffset(8)]
    private UInt32BigEndian _features;

    [FieldOffset(12)]
    private byte _copies;

    [FieldOffset(13)]
    private byte _latencyMode;

    [FieldOffset(16)]
    private UInt64BigEndian _key;

    [FieldOffset(24)]
    private UInt32BigEndian _previous;

    [FieldOffset(28)]
    private UInt64BigEndian _server;

    [FieldOffset(36)]
    private UInt64BigEndian _proof;

    private const uint Magic = 0x4E4A3243; // "NJ2C"

    /// <summary>The greatest number of copies that a peer can ask for, each in a later cycle.</summary>
    public const int MaxCopies = 4;

    /// <summary>Writes a block with these features over the end of a host name field.</summary>
    /// <param name="hostField">The field.</param>
    /// <param name="features">What the peer can do.</param>
    /// <param name="copies">How often each packet is sent again; without meaning but with <see cref="Capabilities.Redundancy"/>.</param>
    /// <param name="mode">Whether the latency changes; without meaning but with <see cref="Capabilities.AutoLatency"/>.</param>
    public static void Write(
        Span<byte> hostField, Capabilities features, int copies = 0, LatencyMode mode = LatencyMode.Constant)
    {
        Span<byte> bytes = hostField[^Size..];
        bytes.Clear();
        ref CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(bytes);
        block._magic = Magic;
        block._version = CurrentVersion;
        block._features = (uint)features;
        block._copies = (byte)copies;
        block._latencyMode = (byte)mode;
    }

    /// <summary>The features that the peer announces; none where there is no block, as from jack2.</summary>
    public static Capabilities Read(ReadOnlySpan<byte> hostField)
    {
        ref readonly CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        return block._magic == Magic && block._version >= CurrentVersion ? (Capabilities)(uint)block._features : Capabilities.None;
    }

    /// <summary>
    /// Adds to a block the key of a session, and the number of the session before, which it replaces or proves. Does nothing where there
    /// is no block.
    /// </summary>
    /// <param name="hostField">The field.</param>
    /// <param name="key">The random number that the slave chose in its START_MASTER.</param>
    /// <param name="previousId">The number of the session before; 0: none.</param>
    public static void WriteKey(Span<byte> hostField, ulong key, uint previousId)
    {
        if (Read(hostField) == Capabilities.None)
            return;
        ref CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        block._key = key;
        block._previous = previousId;
    }

    /// <summary>The key and the number that <see cref="WriteKey"/> has written; 0 where there is no block.</summary>
    public static (ulong Key, uint PreviousId) ReadKey(ReadOnlySpan<byte> hostField)
    {
        ref readonly CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        return Read(hostField) == Capabilities.None
            ? default
            : (block._key, block._previous);
    }

    /// <summary>Adds to a block the proof of the session before: <see cref="SessionProof"/>. Without a block, does nothing.</summary>
    public static void WriteProof(Span<byte> hostField, ulong proof)
    {
        if (Read(hostField) == Capabilities.None)
            return;
        ref CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        block._proof = proof;
    }

    /// <summary>The proof that <see cref="WriteProof"/> has written; 0 where there is none.</summary>
    public static ulong ReadProof(ReadOnlySpan<byte> hostField)
    {
        ref readonly CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        return Read(hostField) == Capabilities.None ? 0 : block._proof;
    }

    /// <summary>Adds the number of the sender's JACK server to a block. Does nothing where there is no block.</summary>
    public static void WriteServer(Span<byte> hostField, ulong server)
    {
        if (Read(hostField) == Capabilities.None)
            return;
        ref CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        block._server = server;
    }

    /// <summary>The number of the sender's JACK server; 0 where it sends none.</summary>
    public static ulong ReadServer(ReadOnlySpan<byte> hostField)
    {
        ref readonly CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        return Read(hostField) == Capabilities.None ? 0 : block._server;
    }

    /// <summary>How often the peer resends each packet: 0…<see cref="MaxCopies"/>, 0 where it announces nothing.</summary>
    public static int ReadCopies(ReadOnlySpan<byte> hostField) =>
        (Read(hostField) & Capabilities.Redundancy) == Capabilities.None
            ? 0
            : Math.Min(MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..])._copies, (byte)MaxCopies);

    /// <summary>Whether the latency of the session is to change; <see cref="LatencyMode.Constant"/> where the peer announces nothing.
    /// </summary>
    public static LatencyMode ReadLatencyMode(ReadOnlySpan<byte> hostField)
    {
        if ((Read(hostField) & Capabilities.AutoLatency) == Capabilities.None)
            return LatencyMode.Constant;
        byte mode = MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..])._latencyMode;
        return mode == (byte)LatencyMode.Stable ? LatencyMode.Stable : LatencyMode.Auto;
    }
}
