// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Peers;

/// <summary>A libjacknet master on a test host, which sends a counter and checks the returned audio.</summary>
public static class JacknetMaster
{
    /// <param name="slice">Frames of a partial cycle; 0: whole periods.</param>
    public static Task<HostProcess> StartAsync(TestHost host, int period, double seconds, double settle = 1, int slice = 0, int bits = 23)
        => host.StartAsync("libjacknet master", [
            "chrt", "-f", "70", BuildPaths.JacknetPeer, "master", "--period", $"{period}", "--seconds", $"{seconds}", "--settle",
            $"{settle}",
            "--bits", $"{bits}", .. (string[])(slice > 0 ? ["--slice", $"{slice}"] : [])]);

    public static Task<JacknetMasterResult> FinishAsync(HostProcess process, double seconds)
        => Probe.FinishAsync(process, ResultsJson.Default.JacknetMasterResult, TimeSpan.FromSeconds(seconds));
}
