// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Harness;

/// <summary>The machine that the tests run on.</summary>
internal static class Machine
{
    private const double Seconds = 3;

    /// <summary>Whether two plain servers of this period, without a network, have xruns here and now: then it is not our modules that are late.</summary>
    public static async Task<bool> IsLateAsync(int period)
    {
        await using TestNetwork network = await TestNetwork.StartAsync();
        await using JackServer one = await JackServer.StartAsync(network.Hub, DriverFolder.Original, JackServerArguments.Dummy(period));
        await using JackServer other = await JackServer.StartAsync(network.Leaves[0], DriverFolder.Original, JackServerArguments.Dummy(period));
        await using HostProcess first = await Probe.StartBystanderAsync(network.Hub, Seconds);
        await using HostProcess second = await Probe.StartBystanderAsync(network.Leaves[0], Seconds);
        int xruns = 0;
        foreach (HostProcess bystander in (HostProcess[])[first, second])
            xruns += (await Probe.FinishAsync(bystander, ResultsJson.Default.BystanderResult, TimeSpan.FromSeconds(Seconds))).Xruns;
        await TestContext.Out.WriteLineAsync($"control: two plain servers with {period} frames had {xruns} xruns in {Seconds} s");
        return xruns > 0;
    }
}
