// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Takes;

namespace NetJack2.Sessions.Takes;

/// <summary>A peer, as far as takes are concerned. Control thread.</summary>
/// <param name="recorder">What its cycles record.</param>
/// <param name="peer">Its name; empty where there is only one.</param>
internal sealed class TakeSource(TakeRecorder recorder, string peer)
{
    /// <summary>What the cycles of the peer record.</summary>
    public TakeRecorder Recorder => recorder;

    /// <summary>Name of the peer, as a field of the file; empty where there is only one peer.</summary>
    public string Peer => peer;

    /// <summary>Frames of the present take before this peer was a part of it.</summary>
    public long Offset { get; set; }

    /// <summary>The peer's part in the present take.</summary>
    public TakeShare Share { get; set; }
}
