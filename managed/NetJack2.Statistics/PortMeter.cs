// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetJack2.Statistics;

/// <summary>The level of an audio port: its place in a page of levels.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
public struct PortMeter
{
    /// <summary>Bytes of a meter in a page.</summary>
    public const int Size = 16;

    /// <summary>The greatest value of <see cref="Peak"/>, also of samples that are no number.</summary>
    public const float Most = 1000;

    /// <summary>The greatest absolute value of a sample since the last update; 0…<see cref="Most"/>, 1 is full scale.</summary>
    public float Peak;    // +0

    /// <summary>The greatest <see cref="Peak"/> of the last one to three seconds.</summary>
    public float Held;    // +4

    /// <summary>Samples of full scale or more since the session began.</summary>
    public long Clipped;  // +8

    /// <summary>The levels of all ports of a direction.</summary>
    [InlineArray(SessionMeters.MostPorts)]
    public struct Row
    {
        private PortMeter _first;
    }
}
