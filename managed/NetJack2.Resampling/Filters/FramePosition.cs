// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Resampling.Filters;

/// <summary>A place between two frames of a signal, exact however long the signal is.</summary>
/// <param name="Frame">The number of the frame at or before it.</param>
/// <param name="Fraction">How far behind that frame: 0 up to, but not including, 1.</param>
public readonly record struct FramePosition(long Frame, double Fraction)
{
    /// <summary>The place so many frames further on, or back.</summary>
    [RealTimeSafe]
    public FramePosition Plus(double frames)
    {
        double sum = Fraction + frames;
        double whole = Math.Floor(sum);
        double rest = sum - whole;
        // A tiny negative sum is rounded to a rest of 1.
        return rest < 1 ? new FramePosition(Frame + (long)whole, rest) : new FramePosition(Frame + (long)whole + 1, 0);
    }

    /// <summary>Frames from another place to this one.</summary>
    [RealTimeSafe]
    public double Minus(FramePosition other) => (Frame - other.Frame) + (Fraction - other.Fraction);
}
