// SPDX-License-Identifier: GPL-2.0-or-later
using System.Buffers.Binary;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Extension;

/// <summary>The measurements of one end of a session, and the payload of a report: docs/protocol-extension.md, "Reports".</summary>
/// <remarks>Malformed input is <see langword="false"/>, never an exception. Thread-safe.</remarks>
/// <param name="Lost">Packets that were missing when their cycle was played.</param>
/// <param name="IncompleteCycles">Cycles played with a gap.</param>
/// <param name="ConcealedFrames">Samples of all ports that concealed losses.</param>
/// <param name="Xruns">Xruns of the JACK server; <see cref="Unknown"/> where that is so.</param>
/// <param name="Load">The server's DSP load in hundredths of a percent, at most <see cref="MostLoad"/>; or <see cref="Unknown"/>.</param>
public readonly record struct EndReport(long Lost, long IncompleteCycles, long ConcealedFrames, int Xruns, int Load)
{
    /// <summary>Bytes of the payload behind the packet header.</summary>
    public const int Size = 32;

    /// <summary>A number that the end does not have.</summary>
    public const int Unknown = -1;

    /// <summary>The greatest load: ten times as much as can be done in time.</summary>
    public const int MostLoad = 100_000;

    /// <summary>Writes the payload into at least <see cref="Size"/> bytes, big-endian.</summary>
    [RealTimeSafe]
    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteInt64BigEndian(payload, Lost);
        BinaryPrimitives.WriteInt64BigEndian(payload[8..], IncompleteCycles);
        BinaryPrimitives.WriteInt64BigEndian(payload[16..], ConcealedFrames);
        BinaryPrimitives.WriteInt32BigEndian(payload[24..], Xruns);
        BinaryPrimitives.WriteInt32BigEndian(payload[28..], Load);
    }

    /// <summary>Reads what follows a packet header. False where its length or one of the numbers is out of range.</summary>
    [RealTimeSafe]
    public static bool TryRead(ReadOnlySpan<byte> payload, out EndReport report)
    {
        report = default;
        if (payload.Length != Size)
            return false;
        report = new EndReport(
            BinaryPrimitives.ReadInt64BigEndian(payload), BinaryPrimitives.ReadInt64BigEndian(payload[8..]),
            BinaryPrimitives.ReadInt64BigEndian(payload[16..]), BinaryPrimitives.ReadInt32BigEndian(payload[24..]),
            BinaryPrimitives.ReadInt32BigEndian(payload[28..]));
        return report is { Lost: >= 0, IncompleteCycles: >= 0, ConcealedFrames: >= 0, Xruns: >= Unknown, Load: >= Unknown and <= MostLoad };
    }
}
