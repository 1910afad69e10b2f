// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts;

/// <summary><c>netjack2 master</c> or <c>netjack2 join</c> on a test host, as a client of the host's server.</summary>
public sealed class ClientProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly HostProcess _process;

    private ClientProgram(HostProcess process) => _process = process;

    public bool HasExited => _process.HasExited;

    public string Log => _process.Log;

    /// <summary>What it printed on standard error.</summary>
    public string Errors => _process.Errors;

    /// <summary>What it costs now.</summary>
    public ProcessFigures Figures => ProcessFigures.Of(_process.Id);

    /// <summary>Starts it.</summary>
    /// <param name="command">"master" or "join".</param>
    /// <param name="environment">More variables than the host's user and the clients of its server have.</param>
    public static async Task<ClientProgram> StartAsync(
        TestHost host, string command, IEnumerable<string> options, IReadOnlyDictionary<string, string>? environment = null)
    {
        var all = new Dictionary<string, string>(host.UserEnvironment, StringComparer.Ordinal);
        foreach (var (name, value) in (IEnumerable<KeyValuePair<string, string>>)[.. host.ClientEnvironment ?? all, .. environment ?? all])
            all[name] = value;
        return new ClientProgram(await host.StartAsync(
            $"netjack2 {command} {string.Join(' ', options)}", [BuildPaths.StatisticsProgram, command, .. options], all));
    }

    /// <summary>Waits until it has printed a text.</summary>
    public Task<TimeSpan> AwaitLogAsync(string text, int seconds = 5) => _process.AwaitTextAsync(text, TimeSpan.FromSeconds(seconds));

    public void Send(Signal signal) => _process.Send(signal);

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code; below 0: the signal that has ended it.</returns>
    public async Task<int> AwaitExitAsync()
    {
        await _process.AwaitExitAsync(s_limit);
        return _process.ExitCode;
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>The exit code; below 0: the signal that has ended it.</returns>
    public Task<int> StopAsync(Signal signal = Signal.Terminate)
    {
        Send(signal);
        return AwaitExitAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
