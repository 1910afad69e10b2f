// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.Bench.Reliability;

/// <summary>The cost of a session on a good network, per cycle.</summary>
/// <param name="Bytes">Bytes in datagrams, both directions.</param>
/// <param name="Datagrams">Datagrams, both directions.</param>
/// <param name="MasterCpu">CPU time of the master's server in µs.</param>
/// <param name="SlaveCpu">CPU time of the slave's server in µs.</param>
internal sealed record CopyCost(double Bytes, double Datagrams, double MasterCpu, double SlaveCpu)
{
    private const double Seconds = 3;

    public static async Task<CopyCost> MeasureAsync(NetPairOptions options)
    {
        await using NetPair pair = await NetPair.StartAsync(options);
        await pair.AwaitSessionAsync("from_slave_1");
        await using HostProcess loop = await pair.StartLoopAsync(seconds: 60);
        await Task.Delay(TimeSpan.FromSeconds(1));
        double cyclesPerSecond = options.Rate / (double)options.Period;
        var master = new CpuMeter(pair.Master, cyclesPerSecond);
        var slave = new CpuMeter(pair.Slave, cyclesPerSecond);
        await pair.Relay.ImpairAsync(Impairment.None);
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        double masterCpu = master.Read(), slaveCpu = slave.Read();
        RelayResult relay = await pair.Relay.ReportAsync();
        double cycles = Seconds * cyclesPerSecond;
        return new CopyCost(
            (relay.There.Bytes + relay.Back.Bytes) / cycles, (relay.There.Datagrams + relay.Back.Datagrams) / cycles, masterCpu, slaveCpu);
    }

    /// <summary>The median of the rounds for each figure.</summary>
    public static CopyCost Median(IReadOnlyList<CopyCost> rounds)
    {
        double Of(Func<CopyCost, double> figure) => rounds.Select(figure).Order().ElementAt(rounds.Count / 2);
        return new CopyCost(Of(cost => cost.Bytes), Of(cost => cost.Datagrams), Of(cost => cost.MasterCpu), Of(cost => cost.SlaveCpu));
    }
}
