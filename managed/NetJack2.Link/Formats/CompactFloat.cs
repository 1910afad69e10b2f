// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Cycles;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>Samples as float, as they lie in memory.</summary>
internal sealed class CompactFloat(int period) : ICompactAudio
{
    public int MaxBlockSize { get; } = period * sizeof(float);

    public int FrameBytes => sizeof(float);

    [RealTimeSafe]
    public int SizeOf(uint cycle, int port) => MaxBlockSize;

    [RealTimeSafe]
    public ReadOnlySpan<byte> Encode(uint cycle, int port, ReadOnlySpan<float> samples) => MemoryMarshal.AsBytes(samples);

    [RealTimeSafe]
    public int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports) =>
        CyclePorts.DeliverSamples(slot, connected, ports);
}
