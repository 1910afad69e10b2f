// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Sessions;

/// <summary>Connections that are made by themselves (-c) and made again (-s).</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class ConnectionTests : SystemTest
{
    private const string ManagersFile = "netmanager.connections", SlavesFile = "net-driver-slave.connections";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);

    private static NetPairOptions Options => Pairings.NetJack2CsOnly with { MidiChannels = 1, Through = false, ManagerArguments = "-c -s" };

    [Test]
    public async Task A_new_slave_is_connected_with_audio_and_midi()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Options);
        await pair.StartMasterServerAsync();
        await using HostProcess card = await Probe.StartMidiCardAsync(pair.MasterHost, "card", channels: 1);
        await pair.LoadManagerAsync();
        await pair.StartSlaveAsync();
        await AwaitConnectionAsync(pair.MasterHost, "slave:midi_from_slave_1", "card:playback_1");
        await AwaitConnectionAsync(pair.MasterHost, "slave:midi_to_slave_1", "card:capture_1");
        await AwaitConnectionAsync(pair.MasterHost, "slave:to_slave_2", "system:capture_2");
        await AwaitConnectionAsync(pair.MasterHost, "slave:from_slave_1", "system:playback_1");
    }

    [Test]
    public async Task What_a_user_made_and_took_away_survives_the_death_of_the_masters_server()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Options);
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await AwaitConnectionAsync(pair.MasterHost, "slave:to_slave_2", "system:capture_2");
        await pair.MasterHost.RunAsync("jack_disconnect", "system:capture_1", "slave:to_slave_1");
        await pair.MasterHost.RunAsync("jack_connect", "slave:from_slave_1", "system:playback_2");
        await using (HostProcess card = await Probe.StartMidiCardAsync(pair.MasterHost, "synth", channels: 1))
        {
            await pair.MasterHost.RunAsync("jack_connect", "slave:midi_from_slave_1", "synth:playback_1");
            await AwaitSavedAsync(
                pair.MasterHost, ManagersFile, ["-> synth:playback_1\n", "from_slave_1 -> system:playback_2\n"],
                "to_slave_1 <- system:capture_1\n");
        }

        // The synth has ended: no user disconnected it. What happens afterwards is saved after that.
        await pair.MasterHost.RunAsync("jack_connect", "slave:from_slave_2", "system:playback_1");
        await AwaitSavedAsync(pair.MasterHost, ManagersFile, ["from_slave_2 -> system:playback_1\n"]);
        await pair.Master.DisposeAsync(); // SIGKILL
        await pair.StartMasterAsync();
        await AwaitConnectionAsync(pair.MasterHost, "slave:from_slave_1", "system:playback_2");
        await AwaitConnectionAsync(pair.MasterHost, "slave:to_slave_2", "system:capture_2");
        Assert.That(await ConnectionsAsync(pair.MasterHost, "slave:to_slave_1"), Is.Empty, "a user's change wins over -c (D-29)");

        await using HostProcess again = await Probe.StartMidiCardAsync(pair.MasterHost, "synth", channels: 1);
        await AwaitConnectionAsync(pair.MasterHost, "slave:midi_from_slave_1", "synth:playback_1");
        string file = await File.ReadAllTextAsync(Path.Combine(pair.MasterHost.StateFolder, ManagersFile));
        Assert.That(file, Does.Contain("[slave @ 10.77.0.2]\n"));
        Assert.That(file, Does.Contain("from_slave_1 -> system:playback_2\n"));
    }

    [Test]
    public async Task A_slaves_own_connections_survive_the_death_of_its_server()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Options with { DriverArguments = ["-s"] });
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await pair.AwaitSessionAsync("midi_from_slave_1");
        await using (HostProcess synth = await Probe.StartMidiCardAsync(pair.SlaveHost, "synth", channels: 1))
        {
            await Probe.WireAsync(pair.SlaveHost, "system:capture_", "system:playback_", channels: 2);
            await pair.SlaveHost.RunAsync("jack_connect", "synth:capture_1", "system:midi_playback_1");
            await pair.SlaveHost.RunAsync("jack_disconnect", "system:capture_2", "system:playback_2");
            await AwaitSavedAsync(pair.SlaveHost, SlavesFile, ["synth:capture_1\n"], "capture_2 -> system:playback_2\n");
            await pair.Slave.DisposeAsync(); // SIGKILL
        }

        await pair.StartSlaveAsync();
        await AwaitConnectionAsync(pair.SlaveHost, "system:capture_1", "system:playback_1");
        Assert.That(await ConnectionsAsync(pair.SlaveHost, "system:capture_2"), Is.Empty);
        await using HostProcess again = await Probe.StartMidiCardAsync(pair.SlaveHost, "synth", channels: 1);
        await AwaitConnectionAsync(pair.SlaveHost, "system:midi_playback_1", "synth:capture_1");
    }

    [Test]
    public async Task A_garbled_file_costs_a_line_and_nothing_that_is_clear_in_it()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Options);
        _ = Directory.CreateDirectory(pair.MasterHost.StateFolder);
        await File.WriteAllTextAsync(Path.Combine(pair.MasterHost.StateFolder, ManagersFile),
            "[slave @ 10.77.0.2]\nto_slave_1 <- system:capture_2\n\u0001\u0002 rubbish\n");
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await AwaitConnectionAsync(pair.MasterHost, "slave:to_slave_1", "system:capture_2");
        Assert.That(pair.Master.HasLogged("1 lines of "), Is.True);
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(pair.MasterHost.StateFolder, "netmanager.connections.bad")), Does.Contain("rubbish"));
    }

    [Test]
    public async Task A_disk_without_room_costs_a_line_and_no_connection()
    {
        await using NetPair pair = await NetPair.PrepareAsync(Options);
        _ = Directory.CreateDirectory(pair.MasterHost.StateFolder);
        // 4 KiB with one page in use: the file system has room for names, but not for a draft.
        string folder = pair.MasterHost.StateFolder;
        await pair.MasterHost.RunAsync(
            "sh", "-c", $"mount -t tmpfs -o size=4k tmpfs '{folder}' && head -c 4096 /dev/zero > '{folder}/full'");
        await pair.StartMasterAsync();
        await pair.StartSlaveAsync();
        await AwaitConnectionAsync(pair.MasterHost, "slave:to_slave_1", "system:capture_1");
        await pair.Master.AwaitLogAsync("Connections cannot be saved in ", s_limit);
        await pair.MasterHost.RunAsync("jack_disconnect", "system:capture_1", "slave:to_slave_1");
        await Task.Delay(TimeSpan.FromSeconds(1)); // it is not saved, which nothing reports again
        await pair.MasterHost.RunAsync("rm", $"{pair.MasterHost.StateFolder}/full");
        await pair.Master.AwaitLogAsync("Connections are saved in ", TimeSpan.FromSeconds(15));
    }

    private static async Task<IReadOnlyList<string>> ConnectionsAsync(TestHost host, string port)
        => (await Probe.PortsAsync(host)).Ports.SingleOrDefault(
            info => string.Equals(info.Name, port, StringComparison.Ordinal))?.Connections ?? [];

    // It is saved half a second after the last change.
    private static Task<TimeSpan> AwaitSavedAsync(TestHost host, string file, string[] lines, string? removed = null)
    {
        string path = Path.Combine(host.StateFolder, file);
        return Poll.UntilAsync(
            async () =>
            {
                string text = File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
                return Array.TrueForAll(lines, line => text.Contains(line, StringComparison.Ordinal))
                    && (removed is null || !text.Contains(removed, StringComparison.Ordinal));
            },
            s_limit,
            $"in {file}: {string.Join("", lines)}");
    }

    private static async Task AwaitConnectionAsync(TestHost host, string port, string other)
    {
        IReadOnlyList<string> connections = [];
        for (int attempt = 0; attempt < 60; attempt++)
        {
            connections = await ConnectionsAsync(host, port);
            if (connections.Contains(other, StringComparer.Ordinal)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        Assert.Fail($"{port} is connected with [{string.Join(", ", connections)}], not with {other}");
    }
}
