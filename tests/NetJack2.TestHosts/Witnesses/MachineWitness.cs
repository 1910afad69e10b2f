// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.JackProbe.Results;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Witnesses;

/// <summary>
/// Plain servers without modules of netjack2-cs and without a network, one on each processor, with a client that notes the cycles that are
/// late, and a thread above all servers that notes when its processor did not run it. What delays them is the machine.
/// </summary>
/// <remarks>
/// A server is late by as much as its processor did not run it, less up to one of its own periods (1.3 ms), and sees other work of the
/// same priority; the thread sees a processor that stood still, less 0.4 ms. Only the first processors are watched; a machine with many
/// has one to spare for each thread.
/// </remarks>
public sealed class MachineWitness : IAsyncDisposable
{
    private const int Period = 64, MostProcessors = 4, LeastMicroseconds = 300;
    private const string Late = "late ";
    private static readonly TimeSpan s_printing = TimeSpan.FromSeconds(0.1);
    private readonly List<TestHost> _hosts = [];
    private readonly List<JackServer> _servers = [];
    private readonly List<HostProcess> _clients = [];

    private MachineWitness()
    {
    }

    /// <summary>The present, as <see cref="LongestDelaySinceAsync"/> takes it.</summary>
    public static long Now => MonotonicClock.Microseconds;

    public static async Task<MachineWitness> StartAsync()
    {
        var witness = new MachineWitness();
        try
        {
            foreach (int processor in Processors.Take(MostProcessors)) await witness.AddAsync(processor);
            return witness;
        }
        catch
        {
            await witness.DisposeAsync();
            throw;
        }
    }

    /// <summary>The longest delay of a cycle since that moment; zero: none above 0.3 ms.</summary>
    public async Task<TimeSpan> LongestDelaySinceAsync(long since)
    {
        await Task.Delay(s_printing);
        return TimeSpan.FromMicroseconds(_clients
            .SelectMany(client => Delays(client.Output))
            .Where(delay => delay.At >= since)
            .Select(delay => delay.Microseconds)
            .DefaultIfEmpty(0)
            .Max());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HostProcess client in _clients) await client.DisposeAsync();
        foreach (JackServer server in _servers) await server.DisposeAsync();
        foreach (TestHost host in _hosts) await host.DisposeAsync();
    }

    // As in /proc/self/status: 0-1,4
    private static IEnumerable<int> Processors
        => File.ReadLines("/proc/self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal))
            .Split(':')[1].Trim().Split(',')
            .Select(range => range.Split('-'))
            .SelectMany(ends => Enumerable.Range(Number(ends[0]), Number(ends[^1]) - Number(ends[0]) + 1));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<(long At, long Microseconds)> Delays(string output)
    {
        foreach (string line in output.Split('\n'))
        {
            int start = line.IndexOf(Late, StringComparison.Ordinal);
            if (start < 0) continue;
            string[] words = line[(start + Late.Length)..].Split(' ');
            yield return (long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
        }
    }

    private async Task AddAsync(int processor)
    {
        TestHost host = await TestHost.StartAsync("witness");
        _hosts.Add(host);
        JackServerArguments arguments = JackServerArguments.Dummy(Period) with { Limits = ["taskset", "-c", $"{processor}"] };
        _servers.Add(await JackServer.StartAsync(host, DriverFolder.Jack2, arguments));
        _clients.Add(await Probe.StartWitnessAsync(host, LeastMicroseconds, processor));
        _clients.Add(await Probe.StartPulseAsync(host, LeastMicroseconds, processor));
    }
}
