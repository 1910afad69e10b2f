// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.Bench;

/// <summary>The table of the demo: a row for each new result, at most 80 columns.</summary>
internal sealed class DemoTable
{
    private readonly CpuMeter _master;
    private readonly CpuMeter _slave;
    private long _cycles;

    public DemoTable(NetPair pair)
    {
        double cyclesPerSecond = pair.Options.Rate / (double)pair.Options.Period;
        _master = new CpuMeter(pair.Master, cyclesPerSecond);
        _slave = new CpuMeter(pair.Slave, cyclesPerSecond);
        Console.WriteLine(
            """
                    round trip                   frames                CPU per cycle
              time      frames      ms   cycles    lost   wrong  xruns   master    slave
            """);
    }

    /// <summary>Prints a result unless it is the one that was printed last.</summary>
    public void Show(LoopResult now)
    {
        if (now.Cycles == _cycles) return;
        _cycles = now.Cycles;
        double seconds = now.Cycles * now.Period / (double)now.Rate;
        Console.WriteLine(
            $"{seconds,4:0} s {now.Lag,11} {now.Lag * 1000.0 / now.Rate,7:0.0} {now.Cycles,8} {now.SilentFrames,7} "
            + $"{now.GlitchFrames + now.Undecodable,7} {now.Xruns,6} {_master.Read(),6:0} µs {_slave.Read(),5:0} µs");
    }
}
