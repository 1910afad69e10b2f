// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.Bench.Soaking;

/// <summary>A running master and slave: every frame is checked, and a client behind the slave's client records its delay.</summary>
internal sealed class SoakPair : IAsyncDisposable
{
    private readonly NetPair _pair;
    private readonly HostProcess _loop;
    private readonly HostProcess _bystander;
    private readonly double _loss;
    private readonly long _residentAtStart;

    private SoakPair(NetPair pair, HostProcess loop, HostProcess bystander, double loss)
    {
        _loss = loss;
        _pair = pair;
        _loop = loop;
        _bystander = bystander;
        _residentAtStart = ResidentKiB;
    }

    /// <summary>Resident memory of both servers together.</summary>
    private long ResidentKiB => _pair.Master.Figures.ResidentKiB + _pair.Slave.Figures.ResidentKiB;

    public static async Task<SoakPair> StartAsync(NetPairOptions options, double seconds, double loss)
    {
        NetPair pair = await NetPair.StartAsync(options);
        try
        {
            // One after the other: see docs/testing.md on clients that end while another program opens its first.
            await pair.AwaitSessionAsync("from_slave_1");
            if (loss != 0)
                await pair.Relay.ImpairAsync(new Impairment { Drop = loss });
            HostProcess loop = await pair.StartLoopAsync(seconds, settle: 2, report: 5);
            HostProcess bystander = await Probe.StartBystanderAsync(pair.MasterHost, seconds, $"{NetPair.SlaveName}:from_slave_1");
            await Task.Delay(TimeSpan.FromSeconds(5));
            return new SoakPair(pair, loop, bystander, loss);
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>The latest counts: cycles, lost and wrong frames, xruns, memory.</summary>
    public string Line => Probe.Latest(_loop, ResultsJson.Default.LoopResult) is { } now
        ? $"{now.Cycles,9} {now.SilentFrames,8} {now.GlitchFrames + now.Undecodable,8} {now.Xruns + _pair.XrunLines,6} {ResidentKiB,8}"
        : "no result yet";

    /// <summary>Waits for the end of the loop, ends the session, and reads the counts that the modules log.</summary>
    public async Task<SoakResult> FinishAsync(TimeSpan limit)
    {
        LoopResult loop = await Probe.FinishAsync(_loop, ResultsJson.Default.LoopResult, limit);
        BystanderResult bystander = await Probe.FinishAsync(_bystander, ResultsJson.Default.BystanderResult, limit);
        long growth = ResidentKiB - _residentAtStart;
        await _pair.Slave.StopAsync(TimeSpan.FromSeconds(10));
        await Probe.UnloadAsync(_pair.MasterHost, "netmanager");
        return new SoakResult(
            loop, _loss, bystander, growth, _pair.XrunLines,
            LogStatistics.Sum("collections", _pair.Master, _pair.Slave), LogStatistics.Sum("bytes allocated", _pair.Master, _pair.Slave));
    }

    public async ValueTask DisposeAsync()
    {
        await _loop.DisposeAsync();
        await _bystander.DisposeAsync();
        await _pair.DisposeAsync();
    }
}
