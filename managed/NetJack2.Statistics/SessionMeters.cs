// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>The levels of a session's audio ports: a slot of a page of levels. Numbers are in the machine's order.</summary>
/// <remarks><see cref="Sequence"/> and <see cref="SequenceEnd"/> are those of <see cref="SessionStatistics"/>.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct SessionMeters
{
    /// <summary>Bytes of a slot in a page of levels.</summary>
    public const int Size = 8192;

    /// <summary>The most audio ports of a direction.</summary>
    public const int MostPorts = 255;

    internal uint Sequence;            // +0

    /// <summary>The session whose ports these are: <see cref="SessionCounters.SessionId"/>.</summary>
    public uint SessionId;             // +4

    /// <summary>Audio ports whose samples go to the peer; 0 in both directions: the slot is free.</summary>
    public int OutgoingCount;          // +8

    /// <summary>Audio ports whose samples come from the peer.</summary>
    public int IncomingCount;          // +12

    /// <summary>The ports whose samples go to the peer.</summary>
    public PortMeter.Row Outgoing;     // +16

    /// <summary>The ports whose samples come from the peer.</summary>
    public PortMeter.Row Incoming;     // +4096

    private readonly uint _reserved, _reserved2, _reserved3; // +8176

    internal uint SequenceEnd;         // +8188

    /// <summary>Whether there is a session with audio ports.</summary>
    public readonly bool IsInUse => (OutgoingCount | IncomingCount) != 0;
}
