// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>The measurements of the session by its other side, and the loads of both servers. They lie in a page as they lie here.
/// </summary>
/// <remarks>A new number is a field here, in place of reserved bytes, and a line of <see cref="SessionFields"/>.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct PeerCounters
{
    /// <summary>Bytes of these numbers in a slot.</summary>
    public const int Size = 64;

    /// <summary>When the peer's last report arrived, in nanoseconds of CLOCK_MONOTONIC; 0: none yet, or it sends none.</summary>
    public long PeerReported;          // +512

    /// <summary>Packets that were missing at the peer when their cycle was played.</summary>
    public long PeerLost;              // +520

    /// <summary>Cycles that the peer has played with a gap.</summary>
    public long PeerIncompleteCycles;  // +528

    /// <summary>Samples of all ports that concealed losses at the peer.</summary>
    public long PeerConcealedFrames;   // +536

    /// <summary>Xruns of the peer's server; -1: not known.</summary>
    public int PeerXruns;              // +544

    /// <summary>DSP load of the peer's server in hundredths of a percent; -1: not known.</summary>
    public int PeerLoad;               // +548

    /// <summary>DSP load of this server in hundredths of a percent; -1: not known.</summary>
    public int Load;                   // +552

    /// <summary>Whether the peer has reported something.</summary>
    public readonly bool IsThere => PeerReported != 0;
}
