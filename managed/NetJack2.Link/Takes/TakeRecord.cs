// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol;
using NetJack2.Statistics.Takes;

namespace NetJack2.Link.Takes;

/// <summary>The fact about a take that a cycle recorded.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct TakeRecord
{
    /// <summary>The kind of record: what began, ended or went wrong.</summary>
    public TakeMark Mark;

    /// <summary>The ports, from 0; none: all that are connected.</summary>
    public PortSet Ports;

    /// <summary>The first frame, by the transport of the cycle in which it was played.</summary>
    public uint TransportFrame;

    /// <summary>The first frame, counted from the begin of the take.</summary>
    public long TakeFrame;

    /// <summary>How many frames; with <see cref="TakeMark.Unrecorded"/>, how many records; with <see cref="TakeMark.End"/>, how many
    /// frames of the take were wrong at some port.</summary>
    public long Frames;

    /// <summary>When it was recorded, within a period after its cycle began, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long Time;

    /// <summary>Frames per second of the server.</summary>
    public int SampleRate;
}
