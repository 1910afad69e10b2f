// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Absences;

/// <summary>A pair of which one side disconnects for a while and reconnects, and a client on the other side that watches its own
/// cycles.</summary>
public sealed class AbsenceRun
{
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(0.6);
    private readonly NetPair _pair;
    private readonly bool _isSlave;
    private readonly Absence _absence;
    private readonly TimeSpan _limit;
    private IReadOnlyList<string> _before = [];
    private bool _keepsPorts;

    private AbsenceRun(NetPair pair, bool isSlave, Absence absence, TimeSpan limit)
    {
        _pair = pair;
        _isSlave = isSlave;
        _absence = absence;
        _limit = limit;
    }

    private JackServer Leaver => _isSlave ? _pair.Slave : _pair.Master;

    private TestHost LeaversHost => _isSlave ? _pair.SlaveHost : _pair.MasterHost;

    private JackServer Survivor => _isSlave ? _pair.Master : _pair.Slave;

    private TestHost SurvivorsHost => _isSlave ? _pair.MasterHost : _pair.SlaveHost;

    // The client that stands for the slave, or the ports of the slave's driver.
    private string SessionsPorts => _isSlave ? NetPair.SlaveName : "system:";

    /// <summary>One run with a pair of its own.</summary>
    /// <param name="isSlave">Whether the slave goes, or else the master.</param>
    /// <param name="away">For how long.</param>
    /// <param name="limit">How long sound is waited for after the return.</param>
    public static async Task<AbsenceResult> MeasureAsync(
        NetPairOptions options, bool isSlave, Absence absence, TimeSpan away, TimeSpan limit)
    {
        await using NetPair pair = await NetPair.StartAsync(options with { Through = false });
        return await new AbsenceRun(pair, isSlave, absence, limit).MeasureAsync(away);
    }

    private async Task<AbsenceResult> MeasureAsync(TimeSpan away)
    {
        HostProcess loop = await _pair.StartLoopAsync(seconds: 60, settle: 0);
        await using HostProcess bystander = await Probe.StartBystanderAsync(SurvivorsHost);
        await Task.Delay(s_settle);
        _before = await PortsAsync();
        int xruns = Survivor.XrunLines;

        await LeaveAsync();
        await Task.Delay(away);
        _keepsPorts = _before.SequenceEqual(await PortsAsync(), StringComparer.Ordinal);
        bool hasNewMaster = !_isSlave && _absence == Absence.Killed;
        if (hasNewMaster)
        {
            await loop.DisposeAsync();
            await _pair.StartMasterServerAsync();
            loop = await _pair.StartLoopAsync(seconds: 60, settle: 0);
            await Task.Delay(s_settle);
        }

        string told = Survivor.Log;
        long returnedAt = await ReturnAsync();
        double? noticed = await AwaitNoticeAsync(told, returnedAt);
        if (_isSlave && _absence == Absence.Killed) await _pair.WireSlaveAsync();
        double? sound = await AwaitSoundAsync(loop, hasNewMaster, returnedAt);
        BystanderResult watched = await Probe.StopAsync(bystander, ResultsJson.Default.BystanderResult);
        return new AbsenceResult(watched, Survivor.XrunLines - xruns, _keepsPorts, noticed, sound, await ClientsAsync());
    }

    private async Task LeaveAsync()
    {
        switch (_absence)
        {
            case Absence.Paused:
                Leaver.Send(Signal.Stop);
                break;
            case Absence.Killed:
                await Leaver.DisposeAsync();
                break;
            default:
                await LeaversHost.SetLinkAsync(up: false);
                break;
        }
    }

    /// <returns>When the side was there again, by the probe's clock.</returns>
    private async Task<long> ReturnAsync()
    {
        switch (_absence)
        {
            case Absence.Paused:
                Leaver.Send(Signal.Continue);
                break;
            case Absence.Killed when _isSlave:
                await _pair.StartSlaveAsync();
                break;
            case Absence.Killed:
                await _pair.LoadManagerAsync();
                break;
            default:
                await LeaversHost.SetLinkAsync(up: true);
                await LeaversHost.RunAsync("ip", "route", "replace", "224.0.0.0/4", "dev", "eth0"); // a route goes with its link
                break;
        }

        return MonotonicClock.Microseconds;
    }

    private async Task<double?> AwaitNoticeAsync(string told, long returnedAt)
    {
        string line = _isSlave ? "netmanager: Reconnected slave" : "net driver: Connected to master";
        int before = Count(told, line);
        double? seconds = null;
        try
        {
            await Poll.UntilAsync(() => Count(Survivor.Log, line) > before, _limit, line);
            seconds = (MonotonicClock.Microseconds - returnedAt) / 1e6;
        }
        catch (TimeoutException)
        {
            // jack2, or one that was not missed.
        }

        return seconds;
    }

    private async Task<double?> AwaitSoundAsync(HostProcess loop, bool isNewLoop, long returnedAt)
    {
        TimeSpan left = _limit - TimeSpan.FromMicroseconds(MonotonicClock.Microseconds - returnedAt);
        if (left > TimeSpan.Zero) await Task.Delay(left);
        _keepsPorts &= _before.SequenceEqual(await PortsAsync(), StringComparer.Ordinal);
        LoopResult result = await Probe.StopAsync(loop, ResultsJson.Default.LoopResult);
        long at = isNewLoop ? result.FirstSoundAt : result.SoundBackAt;
        // Sound that returned earlier was not missed for long, and did not begin after the return.
        return at > returnedAt ? (at - returnedAt) / 1e6 : null;
    }

    private async Task<IReadOnlyList<string>> PortsAsync()
        => [.. (await Probe.PortsAsync(SurvivorsHost)).Ports
            .Where(port => port.Name.StartsWith(SessionsPorts, StringComparison.Ordinal))
            .Select(port => $"{port.Name}: {string.Join(' ', port.Connections.Order(StringComparer.Ordinal))}")
            .Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<string>> ClientsAsync()
        => [.. (await Probe.PortsAsync(_pair.MasterHost)).Ports.Select(port => port.Name.Split(':')[0]).Distinct(StringComparer.Ordinal)
            .Where(name => !name.StartsWith("probe", StringComparison.Ordinal) && !name.StartsWith("bystander", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    private static int Count(string log, string line) => log.Split(line).Length;
}
