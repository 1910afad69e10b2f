// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.TestHosts.Hosts;

/// <summary>
/// A host of netjack2-cs's on this machine: namespaces for network, mounts and host name, with a /dev/shm of its own, so that the jackd on
/// it is "the" jackd. It ends with its last process.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly HostProcess _anchor;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("netjack2-home-");

    private TestHost(string name, HostProcess anchor)
    {
        Name = name;
        _anchor = anchor;
    }

    public string Name { get; }

    /// <summary>The process that keeps the namespaces alive.</summary>
    public int AnchorId => _anchor.Id;

    /// <summary>The host's address; the network sets it.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>The folder of the user of this host. It goes with the host.</summary>
    public string Home => _home.FullName;

    /// <summary>Where the modules keep what they remember.</summary>
    public string StateFolder => Path.Combine(Home, "state", "netjack2");

    /// <summary>What makes programs take <see cref="Home"/> for the home of their user, and nothing of this machine's user.</summary>
    public IReadOnlyDictionary<string, string> UserEnvironment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["HOME"] = Home,
        ["XDG_STATE_HOME"] = Path.Combine(Home, "state"),
        ["XDG_CONFIG_HOME"] = Path.Combine(Home, "config"),
        ["XDG_RUNTIME_DIR"] = Home,
    };

    /// <summary>What JACK's clients on this host are started with: a server that is not jackd sets it.</summary>
    public IReadOnlyDictionary<string, string>? ClientEnvironment { get; internal set; }

    /// <summary>What runs the server of this host, and JACK's clients on it; null: this machine's processor.</summary>
    public Emulator? Emulator { get; internal set; }

    public static Task<TestHost> StartAsync(string name) => OpenAsync(name, ["unshare", "--net"]);

    /// <summary>A second room on this host: the same network, another /dev/shm, so that a second jackd has a home.</summary>
    public async Task<TestHost> StartRoomAsync(string name)
    {
        TestHost room = await OpenAsync(name, ["nsenter", "--target", $"{AnchorId}", "--net", "--", "unshare"]);
        room.Address = Address;
        return room;
    }

    private static async Task<TestHost> OpenAsync(string name, IEnumerable<string> unshare)
    {
        HostProcess anchor = await HostProcess.StartAsync(
            $"host {name}",
            [.. unshare, "--mount", "--uts", "--propagation", "private",
                "sh", "-c", $"mount -t tmpfs tmpfs /dev/shm && hostname {name} && ip link set lo up && echo ready && exec sleep infinity"]);
        await anchor.AwaitTextAsync("ready", s_limit);
        return new TestHost(name, anchor);
    }

    /// <summary>Starts a command on this host. The process that is returned is the command itself.</summary>
    public Task<HostProcess> StartAsync(string title, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
        => HostProcess.StartAsync(
            $"{Name}: {title}",
            [.. (string[])["nsenter", "--target", $"{AnchorId}", "--net", "--mount", "--uts", "--"], .. command],
            environment);

    /// <summary>Runs a command on this host to its end.</summary>
    public async Task<string> RunAsync(params string[] command)
    {
        await using HostProcess process = await StartAsync(string.Join(' ', command), command);
        await process.AwaitExitAsync(s_limit);
        return process.ExitCode == 0 ? process.Output : throw new InvalidOperationException($"exit code {process.ExitCode}\n{process.Log}");
    }

    /// <summary>Unloads an internal client with jack_unload.</summary>
    /// <remarks>
    /// Now and then that program waits for ever in libjack when it closes its own client, with modules of jack2, too; the internal client
    /// is unloaded then.
    /// </remarks>
    public Task UnloadAsync(string client)
        => RunAsync("sh", "-c", $"timeout -k 1 5 jack_unload {client}; code=$?; [ $code = 0 ] || [ $code = 124 ]");

    /// <summary>Drops this share of the datagrams that arrive, those of the handshake (644 bytes, and 8 of UDP) excepted.</summary>
    public Task SetLossAsync(double share)
        => RunAsync("nft", "add table inet loss; flush table inet loss; "
            + "add chain inet loss input { type filter hook input priority 0; }; "
            + "add rule inet loss input meta l4proto udp udp length != 652 "
            + $"numgen random mod 100000 < {(int)(share * 100_000)} counter drop");

    /// <summary>How many datagrams it has dropped so far.</summary>
    public async Task<long> ReadLossAsync()
    {
        string rules = await RunAsync("nft", "list", "chain", "inet", "loss", "input");
        return long.Parse(rules.Split("counter packets ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    public Task SetLinkAsync(bool up) => RunAsync("ip", "link", "set", "eth0", up ? "up" : "down");

    /// <summary>Whether a jackd on this host has opened its door.</summary>
    public bool HasServer => Doors.Any();

    /// <summary>Removes what a killed jackd left, so that <see cref="HasServer"/> speaks of the next one.</summary>
    public void CloseDoors()
    {
        foreach (string door in Doors) File.Delete(door);
    }

    private IEnumerable<string> Doors => Directory.EnumerateFiles($"/proc/{AnchorId}/root/dev/shm", "jack_default_*_0");

    /// <summary>The port of a manager's sessions with netjack2-cs peers: that of all its connected sockets.</summary>
    public ushort SessionPort =>
        UdpSockets.Where(socket => socket.IsConnected).Select(socket => (ushort)socket.Local.Port).Distinct().Single();

    /// <summary>Local and remote ends of the UDP sockets of this host, as in /proc/net/udp.</summary>
    public IReadOnlyList<UdpSocketInfo> UdpSockets => [.. File.ReadLines($"/proc/{AnchorId}/net/udp").Skip(1).Select(UdpSocketInfo.Parse)];

    /// <summary>Kills all processes of the host, also those that a command has left in the background.</summary>
    public async ValueTask DisposeAsync()
    {
        HostResidents.Kill(AnchorId);
        await _anchor.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
