// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Protocol.Transport;

namespace NetJack2.Link.Takes;

/// <summary>A cycle of a JACK server, as its clients saw it.</summary>
/// <param name="State">What the transport did.</param>
/// <param name="Frame">Where the transport was.</param>
/// <param name="Period">Frames of the cycle.</param>
/// <param name="SampleRate">Frames per second.</param>
/// <param name="Xruns">Xruns of the server so far, since any time.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ServerCycle(TransportState State, uint Frame, int Period, int SampleRate, long Xruns);
