// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Wire;

namespace NetJack2.Protocol.Extension;

/// <summary>
/// The last 64 bytes of a host name field, in which netjack2-cs peers recognise each other:
/// docs/protocol-extension.md, "Capability block".
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
public struct CapabilityBlock
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 64;

    /// <summary>The version of the block that this implementation writes.</summary>
    public const uint CurrentVersion = 1;

    private UInt32BigEndian _magic;    // +0
    private UInt32BigEndian _version;  // +4
    private UInt32BigEndian _features; // +8
    private byte _copies;              // +12

    private const uint Magic = 0x4E4A3243; // "NJ2C"

    /// <summary>The most copies of a packet.</summary>
    public const int MaxCopies = 4;

    /// <summary>Writes a block with these features over the end of a host name field.</summary>
    /// <param name="hostField">The field.</param>
    /// <param name="features">What the peer can do.</param>
    /// <param name="copies">How often each packet is sent again; without meaning but with <see cref="Capabilities.Redundancy"/>.</param>
    public static void Write(Span<byte> hostField, Capabilities features, int copies = 0)
    {
        Span<byte> bytes = hostField[^Size..];
        bytes.Clear();
        ref CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(bytes);
        block._magic = Magic;
        block._version = CurrentVersion;
        block._features = (uint)features;
        block._copies = (byte)copies;
    }

    /// <summary>The features that the peer announces; none where there is no block, as from jack2.</summary>
    public static Capabilities Read(ReadOnlySpan<byte> hostField)
    {
        ref readonly CapabilityBlock block = ref MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..]);
        return block._magic == Magic && block._version >= CurrentVersion ? (Capabilities)(uint)block._features : Capabilities.None;
    }

    /// <summary>How often the peer resends each packet: 0…<see cref="MaxCopies"/>, 0 where it announces nothing.</summary>
    public static int ReadCopies(ReadOnlySpan<byte> hostField) =>
        Read(hostField).HasFlag(Capabilities.Redundancy) ? Math.Min(MemoryMarshal.AsRef<CapabilityBlock>(hostField[^Size..])._copies, (byte)MaxCopies) : 0;
}
