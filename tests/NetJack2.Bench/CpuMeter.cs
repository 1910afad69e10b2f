// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>CPU time per cycle of a server, between two readings.</summary>
internal sealed class CpuMeter(JackServer server, double cyclesPerSecond)
{
    private TimeSpan _cpu = server.Figures.CpuTime;
    private long _at = Stopwatch.GetTimestamp();

    /// <summary>CPU time in µs per cycle since the last reading.</summary>
    public double Read()
    {
        TimeSpan cpu = server.Figures.CpuTime;
        double cycles = Stopwatch.GetElapsedTime(_at).TotalSeconds * cyclesPerSecond;
        double microseconds = (cpu - _cpu).TotalMicroseconds / cycles;
        _cpu = cpu;
        _at = Stopwatch.GetTimestamp();
        return microseconds;
    }
}
