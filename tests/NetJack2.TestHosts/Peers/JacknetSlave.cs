// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Peers;

/// <summary>A libjacknet slave on a test host, which sends back what comes.</summary>
public sealed class JacknetSlave : IAsyncDisposable
{
    private const string Name = "peer";
    private readonly HostProcess _process;

    private JacknetSlave(TestHost host, HostProcess process)
    {
        ClientName = $"{host.Name}_{Name}";
        _process = process;
    }

    /// <summary>Its client's name on the master, which libjacknet makes of host and name.</summary>
    public string ClientName { get; }

    public bool IsRunning => !_process.HasExited;

    public string Log => _process.Log;

    /// <summary>Its last report; null: none yet.</summary>
    public JacknetSlaveResult? Latest => Probe.Latest(_process, ResultsJson.Default.JacknetSlaveResult);

    /// <summary>Starts a slave that looks for a master.</summary>
    public static async Task<JacknetSlave> StartAsync(TestHost host, JacknetSlaveOptions options)
        => new(host, await host.StartAsync("libjacknet slave", [BuildPaths.JacknetPeer, "slave", "--name", Name, .. options.CommandLine]));

    public void Send(Signal signal) => _process.Send(signal);

    /// <summary>Ends it, and reads its account.</summary>
    public Task<JacknetSlaveResult> StopAsync() => Probe.StopAsync(_process, ResultsJson.Default.JacknetSlaveResult);

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
