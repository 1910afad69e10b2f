using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Robustness;

[TestFixture]
public class RelayTests : SystemTest
{
    [TestCase(256, 12, true, false)]
    [TestCase(256, 12, false, false)]
    [TestCase(256, 12, false, true)]
    [TestCase(256, 10, false, false)]
    [TestCase(1024, 5, false, true)]
    [TestCase(1024, 4, false, false)]
    public async Task Probe_it(int period, int latency, bool sync, bool through)
    {
        NetPairOptions options = Pairings.OursOnly with { Relayed = true, Period = period, Latency = latency, Through = through, SlaveSynchronous = sync };
        await using NetPair pair = await NetPair.StartAsync(options);
        LoopResult clean = await pair.LoopAsync(seconds: 1);
        await TestContext.Out.WriteLineAsync(clean.Summary + " || " + (await pair.Relay.ReportAsync()).Summary);
        await pair.Relay.ImpairAsync(new Impairment { Jitter = 0.02, Duplicate = 0.1 });
        for (int i = 0; i < 4; i++)
        {
        LoopResult result = await pair.LoopAsync(seconds: 2);
        await TestContext.Out.WriteLineAsync(result.Summary + " || " + (await pair.Relay.ReportAsync()).Summary + " xruns " + pair.XrunLines);
        }
        await pair.Relay.ImpairAsync(Impairment.None);
        LoopResult result2 = await pair.LoopAsync(seconds: 1);
        await TestContext.Out.WriteLineAsync(result2.Summary + " || " + (await pair.Relay.ReportAsync()).Summary);
        await TestHosts.Probe.UnloadAsync(pair.MasterHost, "netmanager");
        await pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        await TestContext.Out.WriteLineAsync(pair.Master.Log);
        await TestContext.Out.WriteLineAsync(pair.Slave.Log);
    }
}
