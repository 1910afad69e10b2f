// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Protocol.Audio;

/// <summary>Where the int16 pieces of jack2 belong in the period.</summary>
/// <remarks>
/// A receiver puts piece j at sample j × ⌊piece size ÷ 2⌋. Where the piece size is odd, each piece ends with the first byte of the
/// sample with which the next begins, and the last samples of the period have no place in any packet (D-11).
/// </remarks>
public readonly struct Int16Layout
{
    private readonly PieceLayout _pieces;

    /// <summary>The layout of one direction.</summary>
    /// <param name="ports">Ports of the direction, 1…255.</param>
    /// <param name="period">Frames in a cycle, 1…8192.</param>
    /// <param name="mtu">The session's MTU in bytes, 576…9000.</param>
    public Int16Layout(int ports, int period, int mtu)
    {
        _pieces = new PieceLayout(ports, period * sizeof(short), mtu);
    }

    /// <summary>Sizes and number of the pieces.</summary>
    public PieceLayout Pieces => _pieces;

    /// <summary>Frames of the period that have a place in a packet: all, unless the piece size is odd.</summary>
    public int FramesCarried => StartOf(_pieces.Packets - 1) + FramesIn(_pieces.Packets - 1);

    /// <summary>The frame of the period with which packet <paramref name="packet"/> begins.</summary>
    [RealTimeSafe]
    public int StartOf(int packet) => packet * (_pieces.PieceSize / sizeof(short));

    /// <summary>Whole frames in packet <paramref name="packet"/>, 0…<see cref="PieceLayout.Packets"/> - 1.</summary>
    [RealTimeSafe]
    public int FramesIn(int packet) => _pieces.SizeOf(packet) / sizeof(short);
}
