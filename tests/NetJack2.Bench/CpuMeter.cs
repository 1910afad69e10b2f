using System.Diagnostics;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench;

/// <summary>CPU time of a server per cycle, from one reading to the next.</summary>
internal sealed class CpuMeter(JackServer server, double cyclesPerSecond)
{
    private TimeSpan _cpu = server.Figures.CpuTime;
    private long _at = Stopwatch.GetTimestamp();

    /// <summary>µs per cycle since the last reading.</summary>
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
