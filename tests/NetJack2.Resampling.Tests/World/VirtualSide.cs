// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling.Tests.World;

/// <summary>One clock domain of a simulation: blocks that are due by a crystal, and a thread that is late.</summary>
internal sealed class VirtualSide(double rate, double ppm, int block, Func<Random, double> lateness, int seed)
{
    private readonly Random _random = new(seed);
    private double _anchorTime;
    private double _anchorFrame;
    private double _executed;

    public int Block => block;

    /// <summary>How much too fast the crystal is.</summary>
    public double Ppm { get; private set; } = ppm;

    /// <summary>Frames that the crystal has counted by the next block.</summary>
    public long Frame { get; private set; } = 100_000;

    /// <summary>When the next block is seen, in microseconds: never before the last was.</summary>
    public double NextSeen { get; private set; }

    /// <summary>When frame <paramref name="frame"/> is due in truth.</summary>
    public double TrueTime(double frame) => _anchorTime + ((frame - _anchorFrame - 100_000) * Period);

    public double TrueFrame(double time) => _anchorFrame + 100_000 + ((time - _anchorTime) / Period);

    private double Period => 1e6 / (rate * (1 + (Ppm * 1e-6)));

    /// <summary>The crystal changes from the next block on.</summary>
    public void SetPpm(double value)
    {
        _anchorTime = TrueTime(Frame);
        _anchorFrame = Frame - 100_000;
        Ppm = value;
    }

    /// <summary>The thread sleeps: blocks that are due meanwhile are lost, and not counted, or are seen at once afterwards.</summary>
    public void Stall(double microseconds, bool lose)
    {
        if (lose)
            _anchorTime += Math.Ceiling(microseconds / (block * Period)) * block * Period;
        else
            _executed = Math.Max(_executed, TrueTime(Frame) + microseconds);
        Schedule();
    }

    public void Begin() => Schedule();

    public void Next()
    {
        _executed = NextSeen;
        Frame += block;
        Schedule();
    }

    private void Schedule() => NextSeen = Math.Max(_executed, TrueTime(Frame) + lateness(_random));
}
