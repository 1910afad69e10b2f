// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Audio;

/// <summary>Opus in jack2's format: in each cycle one frame of a custom mode, as long as the period, for every port.</summary>
/// <remarks>A block is the length of the code (16 bits, big-endian), and the code.</remarks>
public static class CustomOpusLayout
{
    /// <summary>Bytes of the length in front of the code.</summary>
    public const int LengthSize = sizeof(ushort);

    /// <summary>The longest code that an encoder makes, in bytes.</summary>
    public const int MaxCodeSize = 1275;

    // Where libopus has a mode, and its decoder survives the mode (D-14): found by trial with libopus 1.3.1.
    private static readonly (int SampleRate, int[] Periods)[] s_usable =
    [
        (44_100, [48, 64, 96, 192]),
        (48_000, [48, 64, 96, 120, 192, 240, 480, 960]),
        (96_000, [96, 120, 128, 192, 240, 480, 960]),
    ];

    /// <summary>The periods, in frames, at which jack2 can use Opus; empty at sample rates (in Hz) that it cannot use.</summary>
    public static ReadOnlySpan<int> UsablePeriods(int sampleRate)
    {
        foreach ((int rate, int[] periods) in s_usable)
        {
            if (rate == sampleRate)
                return periods;
        }
        return [];
    }

    /// <summary>Bytes reserved for the code of a port in a cycle, from kilobits (of 1024 bits) per second, frames and Hz.</summary>
    public static int CodeSize(int kilobits, int period, int sampleRate) => (int)((long)kilobits * period * 1024 / (sampleRate * 8L));

    /// <summary>The layout of one direction: a block is <see cref="CodeSize"/> bytes of code and its length.</summary>
    public static PieceLayout Pieces(int ports, int kilobits, int period, int sampleRate, int mtu) =>
        new(ports, CodeSize(kilobits, period, sampleRate) + LengthSize, mtu);
}
