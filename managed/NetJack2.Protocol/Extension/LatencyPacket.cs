// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>The payload of a latency packet: docs/protocol-extension.md, "Automatic latency".</summary>
/// <remarks>Malformed input is <see langword="false"/>, never an exception. Thread-safe.</remarks>
public static class LatencyPacket
{
    /// <summary>Bytes of the payload behind the packet header.</summary>
    public const int Size = sizeof(uint);

    /// <summary>Writes the latency.</summary>
    /// <param name="payload">At least <see cref="Size"/> bytes.</param>
    /// <param name="latency">In cycles.</param>
    [RealTimeSafe]
    public static void Write(Span<byte> payload, int latency) => BinaryPrimitives.WriteUInt32BigEndian(payload, (uint)latency);

    /// <summary>Reads a latency of this range.</summary>
    /// <param name="payload">What follows the packet header.</param>
    /// <param name="least">The least latency of the session, in cycles.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="latency">The latency; 0 where there is none.</param>
    [RealTimeSafe]
    public static bool TryRead(ReadOnlySpan<byte> payload, int least, int most, out int latency)
    {
        uint value = payload.Length == Size ? BinaryPrimitives.ReadUInt32BigEndian(payload) : 0;
        bool isValid = value >= least && value <= most;
        latency = isValid ? (int)value : 0;
        return isValid;
    }
}
