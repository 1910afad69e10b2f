// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Servers;

/// <summary>A jackd on a test host.</summary>
public sealed class JackServer : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(10);
    private readonly HostProcess _process;

    private JackServer(TestHost host, HostProcess process)
    {
        Host = host;
        _process = process;
    }

    public TestHost Host { get; }

    public bool IsRunning => !_process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Log => _process.Log;

    /// <summary>What it costs now.</summary>
    public ProcessFigures Figures => ProcessFigures.Of(_process.Id);

    /// <summary>How many descriptors of each kind it has now.</summary>
    public IReadOnlyDictionary<string, int> Descriptors => ProcessFigures.DescriptorsOf(_process.Id);

    /// <summary>Memory map, as in /proc/PID/maps.</summary>
    public IReadOnlyList<string> Maps => File.ReadAllLines($"/proc/{_process.Id}/maps");

    /// <summary>A set of signals as in /proc/PID/status: those ignored are SigIgn, those caught SigCgt.</summary>
    public ulong SignalSet(string name)
        => Convert.ToUInt64(
            File.ReadLines($"/proc/{_process.Id}/status")
                .First(line => line.StartsWith(name, StringComparison.Ordinal))[(name.Length + 1)..]
                .Trim(),
            16);

    /// <summary>The priorities of its threads with real-time scheduling, highest first.</summary>
    public IReadOnlyList<int> RealTimePriorities => ProcessFigures.RealTimePrioritiesOf(_process.Id);

    /// <summary>Lines in the log that report an xrun: the machine was late, or a client reported one.</summary>
    public int XrunLines
        => Log.Split('\n').Count(
            line => line.Contains("XRun", StringComparison.Ordinal) || line.Contains("xrun", StringComparison.Ordinal));

    /// <summary>Starts a server and waits until clients can come.</summary>
    /// <param name="environment">More variables than the host's user has.</param>
    public static async Task<JackServer> StartAsync(
        TestHost host, DriverFolder drivers, JackServerArguments arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        host.CloseDoors();
        JackServer server = await LaunchAsync(host, drivers, arguments, environment);
        await Poll.UntilAsync(() => host.HasServer || !server.IsRunning, s_startLimit, $"a server on {host.Name}");
        return server.IsRunning ? server : throw new InvalidOperationException(server.Log);
    }

    /// <summary>Starts a server that may well refuse.</summary>
    public static async Task<JackServer> LaunchAsync(
        TestHost host, DriverFolder drivers, JackServerArguments arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var all = new Dictionary<string, string>(host.UserEnvironment, StringComparer.Ordinal)
        {
            ["JACK_DRIVER_DIR"] = drivers.Path,
            ["LD_PRELOAD"] = drivers.Preload ?? "",
        };
        foreach (var (name, value) in VirtualCard.EnvironmentFor(arguments.Cards)) all[name] = value;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) all[name] = value;
        host.Emulator = drivers.Emulator;
        return new JackServer(
            host, await host.StartAsync($"jackd ({drivers.Name})", arguments.CommandLine(drivers.Emulator?.Jackd ?? ["jackd"]), all));
    }

    public Task<TimeSpan> AwaitLogAsync(string text, TimeSpan limit) => _process.AwaitTextAsync(text, limit);

    public bool HasLogged(string text) => _process.HasPrinted(text);

    public void Send(Signal signal) => _process.Send(signal);

    public Task<TimeSpan> AwaitExitAsync(TimeSpan limit) => _process.AwaitExitAsync(limit);

    /// <summary>The share of a processor that it takes while something else happens.</summary>
    public async Task<double> LoadDuringAsync(Func<Task> run)
    {
        TimeSpan before = Figures.CpuTime;
        long startedAt = Stopwatch.GetTimestamp();
        await run();
        return (Figures.CpuTime - before) / Stopwatch.GetElapsedTime(startedAt);
    }

    /// <summary>Ends the server as init would; returns how long it took.</summary>
    public Task<TimeSpan> StopAsync(TimeSpan limit)
    {
        Send(Signal.Terminate);
        return AwaitExitAsync(limit);
    }

    /// <summary>Kills it: what it leaves behind in /dev/shm goes with the host, or is cleaned by the next server.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
