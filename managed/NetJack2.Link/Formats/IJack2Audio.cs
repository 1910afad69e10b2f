// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Datagrams;
using NetJack2.Link.Ports;
using NetJack2.Protocol;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Link.Formats;

/// <summary>The audio packets of jack2's format, in one of its encodings.</summary>
internal interface IJack2Audio : IDisposable
{
    /// <summary>The most packets that are sent in a cycle.</summary>
    int MaxPackets { get; }

    /// <summary>The most bytes that are sent in a cycle.</summary>
    int MaxBytes { get; }

    /// <summary>The most packets that a peer may send in a cycle.</summary>
    int MaxReceivedPackets { get; }

    /// <summary>Bytes that a slot keeps for each port.</summary>
    int BlockSize { get; }

    [RealTimeSafe]
    void Write(OutgoingBatch batch, OutgoingCycle cycle, IPortBuffers ports);

    [RealTimeSafe]
    PacketVerdict Accept(PacketReader packet, CycleSlot slot);

    [RealTimeSafe]
    void FillGaps(CycleSlot slot);

    /// <summary>Whether a decoder fills in for what is lost.</summary>
    bool FillsGaps
    {
        [RealTimeSafe]
        get;
    }

    /// <summary>As <see cref="ICycleFormat.FindGap"/>, of a cycle of which audio has arrived.</summary>
    [RealTimeSafe]
    FrameRange FindGap(CycleSlot slot, int from);

    /// <summary>Fills the connected ports.</summary>
    /// <returns>How many samples a decoder made up.</returns>
    [RealTimeSafe]
    int Deliver(uint cycle, CycleSlot? slot, PortSet connected, IPortBuffers ports);

    // Only codecs have more than memory of the runtime.
    void IDisposable.Dispose()
    {
    }
}
