// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.Protocol.Wire;
using NetJack2.RealTime;

namespace NetJack2.Protocol.Audio;

/// <summary>How jack2 splits a period of float audio into packets.</summary>
/// <remarks>
/// Every packet holds one block for each of its ports: a 32-bit port index (big-endian), then as many samples (IEEE-754 single,
/// little-endian) as <see cref="FramesPerPacket"/>. A receiver computes the layout anew for each packet, from the number of
/// blocks in its header, and puts the samples at sub-cycle × <see cref="FramesPerPacket"/>. PipeWire after 1.6 counts the port
/// indices in the budget, so that for some counts (at an MTU of 1500: 21, 39…43, 70…86, and from 116 on) it computes another layout.
/// </remarks>
public readonly struct FloatLayout
{
    // Bytes that jack2 reserves for the IP, UDP and packet headers; the blocks' port indices are not in its budget.
    private const int Reserved = 64 + PacketHeader.Size;

    private FloatLayout(int blocks, int framesPerPacket, int period)
    {
        Blocks = blocks;
        FramesPerPacket = framesPerPacket;
        Period = period;
    }

    /// <summary>Port blocks in each packet, 0 for a cycle without active ports.</summary>
    public int Blocks { get; }

    /// <summary>Samples of each port in one packet: a power of two, or the whole period.</summary>
    public int FramesPerPacket { get; }

    /// <summary>Frames in a cycle, at least 1.</summary>
    public int Period { get; }

    /// <summary>Packets that make the period complete. One more than jack2 sends where its packets leave a rest (D-10).</summary>
    public int Packets => (Period + FramesPerPacket - 1) / FramesPerPacket;

    /// <summary>Packets that jack2 sends: a rest of the period that does not fill a packet is left out.</summary>
    public int WholePackets => Period / FramesPerPacket;

    /// <summary>Bytes of a block: the port index and the samples.</summary>
    public int BlockSize => sizeof(uint) + (sizeof(float) * FramesPerPacket);

    /// <summary>Bytes of a packet with its header; one header alone where there are no blocks.</summary>
    public int PacketSize => PacketHeader.Size + (Blocks * BlockSize);

    /// <summary>The layout that jack2 derives from the number of blocks in a packet's header, as sender and as receiver.</summary>
    /// <param name="blocks">Port blocks in the packet: any value.</param>
    /// <param name="period">Frames in a cycle, at least 1.</param>
    /// <param name="mtu">The session's MTU in bytes.</param>
    /// <param name="layout">The layout where there is one.</param>
    /// <returns>False where not even one sample of each port is in jack2's budget.</returns>
    [RealTimeSafe]
    public static bool TryCreate(uint blocks, int period, int mtu, out FloatLayout layout)
    {
        layout = new FloatLayout(0, period, period);
        if (blocks == 0)
            return true;
        if (!TryCount(blocks, period, mtu - Reserved, out int frames))
            return false;
        layout = new FloatLayout((int)blocks, frames, period);
        return true;
    }

    /// <summary>The layout of a packet that was received, whatever formula its sender has.</summary>
    /// <param name="blocks">Port blocks in the packet, from its header: any value.</param>
    /// <param name="size">Bytes of the packet behind its header, at least 0.</param>
    /// <param name="period">Frames in a cycle, at least 1.</param>
    /// <param name="layout">The layout where there is one.</param>
    /// <returns>False where the bytes are not as many blocks of at least one sample and at most a period.</returns>
    [RealTimeSafe]
    public static bool TryRead(uint blocks, int size, int period, out FloatLayout layout)
    {
        layout = new FloatLayout(0, period, period);
        if (blocks == 0)
            return true;
        if (blocks > (uint)size || (uint)size % (blocks * sizeof(float)) != 0)
            return false;
        int frames = (size / (int)blocks / sizeof(float)) - 1;
        layout = new FloatLayout((int)blocks, frames, period);
        return frames >= 1 && frames <= period;
    }

    /// <summary>The layout in which <paramref name="ports"/> ports can be sent in datagrams that fit the MTU.</summary>
    /// <remarks>
    /// For some counts (at an MTU of 1500: 21, 40…43, 72…86 and more) jack2's own packets exceed the MTU or its buffers
    /// (D-07, D-27), and for some PipeWire computes another layout. A count of blocks just above them gives smaller packets; the
    /// surplus blocks repeat a port, which costs the receiver a copy and nothing else. Where there is none that all compute alike,
    /// it is the one that jack2 computes.
    /// </remarks>
    public static bool TryCreateForSender(int ports, int period, int mtu, out FloatLayout layout, int overhead = DatagramOverhead.IpAndUdp)
    {
        for (uint blocks = (uint)ports; TryCreate(blocks, period, mtu, out layout); blocks++)
        {
            if (layout.PacketSize + overhead <= mtu && layout.IsCommon(mtu))
                return true;
        }
        for (uint blocks = (uint)ports; TryCreate(blocks, period, mtu, out layout); blocks++)
        {
            if (layout.PacketSize + overhead <= mtu)
                return true;
        }
        return false;
    }

    /// <summary>Whether PipeWire after 1.6 computes the same layout as jack2 from the number of blocks.</summary>
    /// <param name="mtu">The MTU for which the layout was made.</param>
    public bool IsCommon(int mtu) =>
        Blocks == 0
        || (TryCount((uint)Blocks, Period, mtu - Reserved - (Blocks * sizeof(uint)), out int frames) && frames == FramesPerPacket);

    // The power of two, or the period, of which each port has as many samples within the budget.
    [RealTimeSafe]
    private static bool TryCount(uint blocks, int period, int budget, out int frames)
    {
        ulong most = (ulong)Math.Max(0, budget) / (sizeof(float) * (ulong)blocks);
        frames = most == 0 ? 0 : Math.Min(period, 1 << BitOperations.Log2(most));
        return most != 0;
    }
}
