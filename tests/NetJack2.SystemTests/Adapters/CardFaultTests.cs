// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Adapters;

/// <summary>audioadapter with cards that stop, lack a direction or are busy, and in servers that change their rate.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class CardFaultTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    [Property("Defect", "Fault-30")]
    public async Task Both_directions_of_a_linked_card_start_again_after_an_xrun()
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        JackServerArguments arguments = JackServerArguments.Dummy(period: 1024) with
        {
            Cards = [card],
            Limits = ["env", $"LD_PRELOAD={BuildPaths.LinkedCard}"],
        };
        await using JackServer server = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, arguments);
        await LoadAsync(host, server, "-d usb -n 3");
        card.Break();
        await Poll.UntilAsync(() => StartsOf(card, "playback") >= 2 && StartsOf(card, "capture") >= 2, s_limit, "both start again");
        await Task.Delay(TimeSpan.FromSeconds(0.5));
        Assert.That(server.Log, Does.Not.Contain("is disconnected"));
    }

    [Test]
    [Property("Defect", "Fault-30")]
    public async Task A_card_that_another_program_has_when_it_is_plugged_in_again_is_reported_and_tried_again()
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        await LoadAsync(host, server, "-d usb -n 3");
        card.Vanish();
        await server.AwaitLogAsync("Device 'usb' is disconnected", s_limit);
        card.SetBusy(true);
        card.Return();
        await server.AwaitLogAsync("device 'usb' cannot be opened: it is in use by another program", s_limit);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.That(server.Log.Split("it is in use").Length, Is.EqualTo(2), "once");
        card.SetBusy(false);
        await Poll.UntilAsync(() => server.Log.Split("Device 'usb' captures").Length == 3, s_limit, "the card is opened again");
    }

    [Test]
    [Property("Defect", "Fault-30")]
    public async Task A_card_that_stands_still_is_closed_and_opened_again()
    {
        using var card = new VirtualCard("usb");
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        await LoadAsync(host, server, "-d usb -n 3");
        card.Stall(TimeSpan.FromMinutes(5));
        await server.AwaitLogAsync("Device 'usb' is disconnected", s_limit);
        await Poll.UntilAsync(() => server.Log.Split("Device 'usb' captures").Length == 3, s_limit, "the card is opened again");
    }

    [TestCase("capture_channels 0", "-d usb", "only plays", "audioadapter:playback_")]
    [TestCase("playback_channels 0", "-d usb", "only captures", "audioadapter:capture_")]
    [TestCase("playback_channels 0", "-i 3 -d usb", "only captures", "audioadapter:capture_")]
    [TestCase("playback_channels 0", "-o 0 -d usb", "captures", "audioadapter:capture_")]
    [TestCase("capture_channels 0", "-C none -d usb", "plays", "audioadapter:playback_")]
    [TestCase("capture_channels 0", "-d usb -D off", "plays", "audioadapter:playback_")]
    [Property("Defect", "Fault-19")]
    public async Task Of_a_card_with_one_direction_that_one_is_loaded(string parameter, string arguments, string word, string ports)
    {
        using var card = new VirtualCard("usb", parameter);
        await using TestHost host = await TestHost.StartAsync("adapter");
        await using JackServer server = await StartAsync(host, card);
        await LoadAsync(host, server, arguments);
        Assert.That(server.Log, Does.Contain($"Device 'usb' {word}"));
        PortsResult found = await Probe.PortsAsync(host);
        string[] own = [.. found.Ports.Select(port => port.Name).Where(name => name.StartsWith("audioadapter", StringComparison.Ordinal))];
        Assert.That(own, Is.Not.Empty.And.All.StartWith(ports));
        card.Vanish();
        await server.AwaitLogAsync("Device 'usb' is disconnected", s_limit);
        card.Return();
        await Poll.UntilAsync(() => server.Log.Split("latency ").Length >= 3, s_limit, "it is opened again");
    }

    /// <summary>A slave runs at 48 kHz until it finds a master, which may run at another rate.</summary>
    [Test]
    [Property("Defect", "Fault-17")]
    public async Task The_adapters_of_a_slave_follow_the_rate_of_the_master_that_it_finds()
    {
        using var card = new VirtualCard("usb");
        await using TestNetwork network = await TestNetwork.StartAsync();
        TestHost host = network.Leaves[0];
        JackServerArguments arguments = JackServerArguments.Net(synchronous: false, "-n", "stage", "-C", "2", "-P", "2");
        await using JackServer slave = await JackServer.StartAsync(host, DriverFolder.NetJack2Cs, arguments with { Cards = [card] });
        await LoadAsync(host, slave, "-d usb -n 3");
        Assert.That(slave.Log, Does.Contain("48000 Hz, 1024 frames"));
        await using JackServer master = await JackServer.StartAsync(
            network.Hub, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(period: 512, rate: 32000));
        Assert.That((await Probe.LoadAsync(network.Hub, "netmanager", "")).Status, Is.Zero);
        await slave.AwaitLogAsync("32000 Hz, 512 frames", s_limit);
        await Task.Delay(TimeSpan.FromSeconds(2));
        long before = await HolesAsync(host);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.That(await HolesAsync(host), Is.EqualTo(before), "no bursts");
    }

    private static async Task<long> HolesAsync(TestHost host)
    {
        JsonElement adapter = (await StatisticsProgram.ReadAsync(host)).Single(
            module => module.GetProperty("sessions")[0].TryGetProperty("holes", out JsonElement number)
                && number.ValueKind == JsonValueKind.Number);
        return adapter.GetProperty("sessions")[0].GetProperty("holes").GetInt64();
    }

    private static int StartsOf(VirtualCard card, string direction)
        => card.Journal.Count(line => line.Contains($" {direction} start at tick ", StringComparison.Ordinal));

    private static Task<JackServer> StartAsync(TestHost host, VirtualCard card)
        => JackServer.StartAsync(host, DriverFolder.NetJack2Cs, JackServerArguments.Dummy(period: 1024) with { Cards = [card] });

    private static async Task LoadAsync(TestHost host, JackServer server, string arguments)
    {
        ServerResult loaded = await Probe.LoadAsync(host, "audioadapter", arguments);
        Assert.That(loaded.Status, Is.Zero, server.Log);
    }
}
