// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Peers;

/// <summary>A PipeWire of its own on a test host, without session, bus or session manager, that may have one of its netjack2 modules.
/// JACK's clients on this host are its clients.</summary>
/// <remarks>
/// Its files are in the host's own /dev/shm, and go with the host. What a session manager would do, form the nodes' ports and connect
/// them, is done here.
/// </remarks>
public sealed partial class PipeWireDaemon : IAsyncDisposable
{
    private const string Folder = "/dev/shm";
    private const int MostChannels = 64;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly TestHost _host;
    private readonly HostProcess _process;

    private PipeWireDaemon(TestHost host, HostProcess process)
    {
        _host = host;
        _process = process;
    }

    /// <summary>Names of the audio channels; a port has the name of its channel.</summary>
    private static string Positions => string.Join(' ', Enumerable.Range(0, MostChannels).Select(channel => $"AUX{channel}"));

    /// <summary>A slave.</summary>
    /// <param name="name">What it calls itself.</param>
    /// <param name="latency">In periods.</param>
    public static Task<PipeWireDaemon> StartSlaveAsync(TestHost host, string name, int period, int latency)
        => StartAsync(host, "driver", $"netjack2.client-name = {name} netjack2.latency = {latency}", period);

    /// <summary>A master.</summary>
    public static Task<PipeWireDaemon> StartMasterAsync(TestHost host, int period)
        => StartAsync(host, "manager", $"netjack2.period-size = {period}", period);

    /// <summary>A server, and no more than a user's configuration file makes of it.</summary>
    /// <param name="recipe">The file's path in the repository; null: there is none.</param>
    public static Task<PipeWireDaemon> StartServerAsync(TestHost host, int period, string? recipe = null)
        => StartAsync(host, null, "", period, recipe);

    /// <summary>Of a master: the names of the ports to a slave and from it, without the number, which counts from 0.</summary>
    /// <param name="slave">What the slave calls itself.</param>
    /// <param name="host">The slave's.</param>
    /// <param name="kind">"AUX" or "midi".</param>
    public static (string To, string From) PortsOf(string slave, TestHost host, string kind = "AUX")
        => ($"{slave} NETJACK2 to {host.Name}:send_{kind}", $"{slave} NETJACK2 from {host.Name}:receive_{kind}");

    /// <summary>Of a slave: the name of its first MIDI port from the master.</summary>
    public static string FirstMidiPort => "NETJACK2 from master:capture_midi0";

    /// <summary>Connects each output of one node with the input of the other that has its number.</summary>
    public Task LinkAsync(string from, string to) => RunAsync("pw-link", from, to);

    /// <summary>Gives nodes of the module their ports: first to the one that receives.</summary>
    /// <param name="label">What the description of the two nodes begins with: of a master the slave's name.</param>
    /// <returns>The numbers of the one that receives and of the one that sends.</returns>
    public async Task<(string Receives, string Sends)> CreatePortsAsync(string label)
    {
        List<Match> nodes = [];
        await Poll.UntilAsync(
            async () =>
            {
                nodes = [.. Node().Matches(await RunAsync("pw-cli", "ls", "Node"))
                    .Where(node => node.Groups["label"].Value.StartsWith(label, StringComparison.Ordinal))];
                return nodes.Count == 2;
            },
            s_limit,
            $"the nodes '{label}'\n{_process.Log}");
        string[] ids = [.. nodes.OrderBy(node => node.Groups["kind"].Value[0]).Select(node => node.Groups["id"].Value)]; // recv, send
        await CreatePortsAsync(ids[0], ids[1]);
        return (ids[0], ids[1]);
    }

    /// <summary>Of a server with a tunnel to a jackd: gives its nodes their ports, and sends back what comes.</summary>
    public async Task LoopTunnelAsync()
    {
        const string Source = "jack_source", Sink = "jack_sink";
        await Poll.UntilAsync(
            async () => await RunAsync("pw-cli", "ls", "Node") is var nodes
                && nodes.Contains(Source, StringComparison.Ordinal) && nodes.Contains(Sink, StringComparison.Ordinal),
            s_limit,
            $"the nodes of the tunnel\n{_process.Log}");
        await CreatePortsAsync(Source, Sink);
        await LinkAsync(Source, Sink);
    }

    /// <summary>Sets the period while it runs; 0: its own choice again.</summary>
    public Task SetQuantumAsync(int frames) => RunAsync("pw-metadata", "-n", "settings", "0", "clock.force-quantum", $"{frames}");

    /// <summary>The names of all nodes of its netjack2 module, with their numbers.</summary>
    public async Task<IReadOnlyList<string>> NodesAsync()
        => [.. Node().Matches(await RunAsync("pw-cli", "ls", "Node"))
            .Select(node => $"{node.Groups["id"].Value} {node.Groups["label"].Value}").Order(StringComparer.Ordinal)];

    public void Send(Signal signal) => _process.Send(signal);

    public ValueTask DisposeAsync()
    {
        _host.ClientEnvironment = null;
        return _process.DisposeAsync();
    }

    private static async Task<PipeWireDaemon> StartAsync(
        TestHost host, string? module, string arguments, int period, string? recipe = null)
    {
        string folder = $"/proc/{host.AnchorId}/root{Folder}";
        if (recipe is not null)
        {
            string more = Directory.CreateDirectory(Path.Combine(folder, "daemon.conf.d")).FullName;
            File.Copy(Path.Combine(BuildPaths.RepositoryRoot, recipe), Path.Combine(more, Path.GetFileName(recipe)));
        }
        string socket = Path.Combine(folder, "pipewire-0");
        File.Delete(socket);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "daemon.conf"),
            DaemonConfiguration(module is null ? "" : $$"""
                { name = libpipewire-module-netjack2-{{module}} args = { {{arguments}} audio.position = [ {{Positions}} ] } }
                """, period));
        await File.WriteAllTextAsync(Path.Combine(folder, "client.conf"), ClientConfiguration);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "jack.conf"), $"{ClientConfiguration}\njack.properties = {{ jack.fix-midi-events = false }}");
        var environment = new Dictionary<string, string>(PipeWireInstallation.EnvironmentFor(Folder), StringComparer.Ordinal)
        {
            ["PIPEWIRE_DEBUG"] = "3",
        };
        HostProcess process = await host.StartAsync(
            $"pipewire ({module ?? "server"})", [PipeWireInstallation.Tool("pipewire"), "-c", "daemon.conf"], environment);
        await Poll.UntilAsync(() => File.Exists(socket), s_limit, "PipeWire's socket");
        host.ClientEnvironment = PipeWireInstallation.EnvironmentFor(Folder, isJackClient: true);
        return new PipeWireDaemon(host, process);
    }

    private static string DaemonConfiguration(string module, int period)
        => $$"""
            context.properties = {
                core.daemon = true
                core.name = pipewire-0
                support.dbus = false
                mem.allow-mlock = false
                default.clock.rate = 48000
                default.clock.quantum = {{period}}
                default.clock.min-quantum = 16
            }
            context.spa-libs = { audio.convert.* = audioconvert/libspa-audioconvert support.* = support/libspa-support }
            context.modules = [
                { name = libpipewire-module-rt args = { rt.prio = 70 } flags = [ ifexists nofail ] }
                { name = libpipewire-module-protocol-native }
                { name = libpipewire-module-metadata }
                { name = libpipewire-module-spa-node-factory }
                { name = libpipewire-module-client-node }
                { name = libpipewire-module-access
                    args = { access.socket = { pipewire-0 = "unrestricted" pipewire-0-manager = "unrestricted" } } }
                { name = libpipewire-module-adapter }
                { name = libpipewire-module-link-factory }
                # Versions after 1.6 have a scheduler of their own.
                { name = libpipewire-module-scheduler-v1 flags = [ ifexists nofail ] }
                {{module}}
            ]
            context.objects = [
                { factory = spa-node-factory
                    args = { factory.name = support.node.driver node.name = Clock node.group = clock priority.driver = 100 } }
            ]
            """;

    private static string ClientConfiguration
        => """
            context.properties = { support.dbus = false }
            context.spa-libs = { support.* = support/libspa-support }
            context.modules = [
                { name = libpipewire-module-rt args = { rt.prio = 60 } flags = [ ifexists nofail ] }
                { name = libpipewire-module-protocol-native }
                { name = libpipewire-module-client-node }
                { name = libpipewire-module-metadata }
            ]
            """;

    private async Task CreatePortsAsync(string receives, string sends)
    {
        await RunAsync("pw-cli", "set-param", receives, "PortConfig", "{ direction: Output, mode: dsp }");
        await RunAsync("pw-cli", "set-param", sends, "PortConfig", "{ direction: Input, mode: dsp }");
    }

    private async Task<string> RunAsync(string tool, params string[] arguments)
    {
        await using HostProcess process = await _host.StartAsync(
            $"{tool} {string.Join(' ', arguments)}",
            [PipeWireInstallation.Tool(tool), .. arguments],
            PipeWireInstallation.EnvironmentFor(Folder));
        await process.AwaitExitAsync(s_limit);
        return process.ExitCode == 0 ? process.Output : throw new InvalidOperationException($"exit code {process.ExitCode}\n{process.Log}");
    }

    // Its number is some lines above its description and name; between them is no other number.
    [GeneratedRegex(
        @"\bid (?<id>\d+), type (?:(?!\bid \d)[\s\S])*node\.description = ""(?<label>[^""]*)""[^=]*"
            + @"node\.name = ""netjack2_(driver|manager)_(?<kind>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Node();
}
