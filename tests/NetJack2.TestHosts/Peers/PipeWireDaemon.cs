// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.RegularExpressions;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;

namespace NetJack2.TestHosts.Peers;

/// <summary>A PipeWire of its own on a test host, without session, bus or session manager,
/// that has loaded one of its netjack2 modules.</summary>
/// <remarks>
/// <c>NETJACK2_PIPEWIRE</c> names the folder with its <c>bin</c> and <c>lib</c>, /usr otherwise. Its files are in the host's own
/// /dev/shm, and go with the host. What a session manager would do, form the nodes' ports and connect them, is done here.
/// </remarks>
public sealed partial class PipeWireDaemon : IAsyncDisposable
{
    private const string RuntimeFolder = "/dev/shm";
    private static readonly string s_root = Environment.GetEnvironmentVariable("NETJACK2_PIPEWIRE") ?? "/usr";
    private static readonly string s_libraries = Path.Combine(s_root, "lib", "x86_64-linux-gnu");
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly TestHost _host;
    private readonly HostProcess _process;

    private PipeWireDaemon(TestHost host, HostProcess process)
    {
        _host = host;
        _process = process;
    }

    /// <summary>Why there is none that could be tested with; null: there is.</summary>
    public static string? Obstacle
        => File.Exists(Path.Combine(s_libraries, "pipewire-0.3", "libpipewire-module-netjack2-driver.so")) && File.Exists(Tool("pw-link"))
            ? null
            : $"no PipeWire with netjack2 modules in {s_root}: install it, or name another folder by NETJACK2_PIPEWIRE";

    private static IEnumerable<string> Environs =>
    [
        "env", $"LD_LIBRARY_PATH={s_libraries}", $"PIPEWIRE_MODULE_DIR={s_libraries}/pipewire-0.3", $"SPA_PLUGIN_DIR={s_libraries}/spa-0.2",
        $"PIPEWIRE_RUNTIME_DIR={RuntimeFolder}", $"PIPEWIRE_CONFIG_DIR={RuntimeFolder}", "PIPEWIRE_DEBUG=3",
    ];

    /// <param name="module">"driver" (a slave) or "manager" (a master).</param>
    /// <param name="arguments">Of the module.</param>
    public static async Task<PipeWireDaemon> StartAsync(TestHost host, string module, string arguments, int period)
    {
        string folder = $"/proc/{host.AnchorId}/root{RuntimeFolder}";
        await File.WriteAllTextAsync(Path.Combine(folder, "daemon.conf"), DaemonConfiguration(module, arguments, period));
        await File.WriteAllTextAsync(Path.Combine(folder, "client.conf"), ClientConfiguration);
        var daemon = new PipeWireDaemon(
            host, await host.StartAsync($"pipewire ({module})", [.. Environs, Tool("pipewire"), "-c", "daemon.conf"]));
        await Poll.UntilAsync(() => File.Exists(Path.Combine(folder, "pipewire-0")), s_limit, "PipeWire's socket");
        return daemon;
    }

    public Task<TimeSpan> AwaitLogAsync(string text) => _process.AwaitTextAsync(text, s_limit);

    /// <summary>Gives the module's nodes their ports, and connects what comes to what goes.</summary>
    public async Task WireAsync(int channels)
    {
        string positions = string.Join(' ', Enumerable.Range(0, channels).Select(i => $"AUX{i}"));
        foreach (Match node in Node().Matches(await RunAsync("pw-cli", "ls", "Node")))
        {
            foreach (string direction in (string[])["Input", "Output"])
            {
                await RunAsync("pw-cli", "set-param", node.Groups["id"].Value, "PortConfig",
                    $"{{ direction: {direction}, mode: dsp, format: {{ mediaType: audio, mediaSubtype: raw, format: F32P, rate: 48000, "
                        + $"channels: {channels}, position: [ {positions} ] }} }}");
            }
        }

        string[] from = await PortsAsync("-o"), to = await PortsAsync("-i");
        if (from.Length < channels || to.Length < channels)
            throw new InvalidOperationException($"PipeWire has {from.Length} outputs and {to.Length} inputs");
        for (int i = 0; i < channels; i++) await RunAsync("pw-link", from[i], to[i]);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string Tool(string name) => Path.Combine(s_root, "bin", name);

    private static string DaemonConfiguration(string module, string arguments, int period)
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
                { name = libpipewire-module-netjack2-{{module}} args = { {{arguments}} } }
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
                { name = libpipewire-module-protocol-native }
                { name = libpipewire-module-client-node }
                { name = libpipewire-module-metadata }
            ]
            """;

    private Task<string> RunAsync(string tool, params string[] arguments) => _host.RunAsync([.. Environs, Tool(tool), .. arguments]);

    private async Task<string[]> PortsAsync(string direction)
        => [
            .. PortName().Matches(await RunAsync("pw-link", direction))
                .Select(port => port.Value)
                .Where(port => !port.Contains("midi", StringComparison.OrdinalIgnoreCase))
        ];

    // Its number is some lines above its name; between them is no other number.
    [GeneratedRegex(
        @"\bid (?<id>\d+), type (?:(?!\bid \d)[\s\S])*node\.name = ""netjack2",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Node();

    [GeneratedRegex(@"netjack2_\w+:\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PortName();
}
