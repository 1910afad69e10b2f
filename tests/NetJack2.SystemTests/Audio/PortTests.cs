// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Pairs;

namespace NetJack2.SystemTests.Audio;

/// <summary>Ports as a user sees them: the same with the modules of netjack2-cs as with those of jack2.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class PortTests : SystemTest
{
    [Test]
    public async Task Manager_and_driver_show_their_ports_as_those_of_jack2_do()
    {
        NetPairOptions netJack2Cs = Pairings.NetJack2CsOnly with { MidiChannels = 2 };
        var (onMaster, onSlave) = await NamesAsync(netJack2Cs);
        var expected = await NamesAsync(WithJack2(netJack2Cs));
        Assert.Multiple(() =>
        {
            Assert.That(onMaster, Is.EqualTo(expected.OnMaster));
            Assert.That(onSlave, Is.EqualTo(expected.OnSlave));
        });
    }

    [TestCaseSource(typeof(Pairings), nameof(Pairings.WithNetJack2CsManager))]
    public async Task Aliases_on_the_master_name_the_port_and_the_host_of_the_slave(NetPairOptions options)
    {
        await using NetPair pair = await NetPair.StartAsync(options with { MidiChannels = 1, Through = false });
        await pair.AwaitSessionAsync("midi_from_slave_1");
        PortsResult ports = await Probe.PortsAsync(pair.MasterHost);
        IReadOnlyList<string> Aliases(string name)
            => ports.Ports.Single(port => string.Equals(port.Name, $"slave:{name}", StringComparison.Ordinal)).Aliases;
        Assert.Multiple(() =>
        {
            Assert.That(Aliases("to_slave_2"), Is.EquivalentTo((string[])["slave@slave1:capture_2"]));
            Assert.That(Aliases("from_slave_1"), Is.EquivalentTo((string[])["slave@slave1:playback_1"]));
            Assert.That(Aliases("midi_from_slave_1"), Is.EquivalentTo((string[])["slave@slave1:midi_playback_1"]));
        });
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Midi_ports_publish_the_latency_of_the_audio_ports(bool synchronous)
    {
        NetPairOptions options = Pairings.NetJack2CsOnly with { MidiChannels = 1, Latency = 4, SlaveSynchronous = synchronous };
        await using NetPair pair = await NetPair.StartAsync(options);
        await pair.AwaitSessionAsync("midi_from_slave_1");
        PortsResult ports = await Probe.PortsAsync(pair.MasterHost);
        PortInfo Port(string name) => ports.Ports.Single(port => string.Equals(port.Name, $"slave:{name}", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(Port("midi_from_slave_1").CaptureLatency, Is.EqualTo(Port("from_slave_1").CaptureLatency));
            Assert.That(Port("midi_to_slave_1").PlaybackLatency, Is.EqualTo(Port("to_slave_1").PlaybackLatency));
        });
    }

    private static NetPairOptions WithJack2(NetPairOptions options)
        => options with { Manager = TestHosts.Servers.DriverFolder.Jack2, Driver = TestHosts.Servers.DriverFolder.Jack2 };

    private static async Task<(IReadOnlyList<string> OnMaster, IReadOnlyList<string> OnSlave)> NamesAsync(NetPairOptions options)
    {
        await using NetPair pair = await NetPair.StartAsync(options with { Through = false });
        await pair.AwaitSessionAsync("midi_from_slave_2");
        return (Names(await Probe.PortsAsync(pair.MasterHost), "slave:"), Names(await Probe.PortsAsync(pair.SlaveHost), "system:"));
    }

    private static IReadOnlyList<string> Names(PortsResult ports, string prefix)
        => [.. ports.Ports
            .Where(port => port.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(Describe)
            .Order(StringComparer.Ordinal)];

    // Only netjack2-cs has aliases with an @.
    private static string Describe(PortInfo port)
    {
        IEnumerable<string> aliases = port.Aliases.Where(alias => !alias.Contains('@', StringComparison.Ordinal));
        return $"{port.Name} {port.Type} [{string.Join(' ', port.Flags)}] ({string.Join(", ", aliases)})";
    }
}
