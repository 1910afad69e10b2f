// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Cards;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Processes;
using NetJack2.TestHosts.Servers;

namespace NetJack2.SystemTests.Adapters;

/// <summary>Adapters that stay for long: among hostile neighbours, loaded again and again, without growing.</summary>
[TestFixture]
[Lane(Lane.Tolerant, Seconds = 38)]
public class AdapterEnduranceTests : SystemTest
{
    private const int Port = 19000, Count = 800, Times = 12;

    // The three attacks take half a second or so each.
    private const double AttackSeconds = 5;

    // One packet that is allocated in each cycle and never freed is 270 KiB a second. More than in SoakTests: the card for tests is in the
    // same process, with what it writes.
    private const double MostGrowthKiBPerSecond = 32, GrowthSeconds = 8;

    // Of all 24 loads. What the last module leaves on the heap is collected when it ends.
    private const long MostReloadGrowthKiB = 1024;

    /// <summary>Changed set-ups of a stranger and in the master's name, and changed audio in the master's name, in turn.</summary>
    [Test]
    [Property("Defect", "D-13")]
    public async Task Under_attack_a_netadapter_loses_no_sound()
    {
        ToneResult result = await Attempts.RepeatAsync(Pairings.NetJack2CsOnly, async () =>
        {
            await using AdapterPair pair = await AdapterPair.StartAsync(
                JackServerArguments.Dummy(256), JackServerArguments.Dummy(256), otherHosts: 1);
            await pair.LoadAsync("-l 5");
            await Probe.WireAsync(pair.SlaveHost, "netadapter:capture_", "netadapter:playback_", 2);
            await using HostProcess tone = await Probe.StartToneAsync(
                pair.MasterHost, "keys:to_slave_", "keys:from_slave_", 2, seconds: AttackSeconds, settle: 3);
            await Task.Delay(TimeSpan.FromSeconds(3.5));
            string masterEnd = $"{pair.MasterHost.Address}:{pair.MasterHost.SessionPort}";
            string id = $"{(await StatisticsProgram.ReadSessionAsync(pair.SlaveHost)).GetProperty("sessionId").GetUInt32()}";
            await ThrowAsync(pair, "params", "--id", id);
            await ThrowAsync(pair, "params", "--id", id, "--source", masterEnd);
            await ThrowAsync(pair, "header", "--id", id, "--stream", "s", "--source", masterEnd);
            Assert.That(tone.HasExited, Is.False, "all of them while it is heard");
            ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(20));

            Assert.That((pair.Master.IsRunning, pair.Slave.IsRunning), Is.EqualTo((true, true)));
            string summary = $"{heard.Summary}; {await StatisticsProgram.ReadSessionAsync(pair.SlaveHost)}";
            return (heard, pair.XrunLines + heard.Xruns, IsWhole(heard), summary);
        });
        Assert.That(IsWhole(result), Is.True, result.Summary);

        static bool IsWhole(ToneResult heard) => heard.LongestGap <= 1 && heard.Clicks == 0;
    }

    [Test]
    public async Task Loading_and_unloading_both_again_and_again_leaks_nothing()
    {
        using var card = new VirtualCard("usb");
        await using AdapterPair pair = await AdapterPair.StartAsync(
            JackServerArguments.Dummy(1024), JackServerArguments.Dummy(1024) with { Cards = [card] });
        await pair.LoadAsync();
        Assert.That((await Probe.LoadAsync(pair.SlaveHost, "audioadapter", "-d usb -n 3")).Status, Is.Zero, pair.Slave.Log);
        await ReloadAsync(pair, times: 3);
        ProcessFigures before = pair.Slave.Figures;
        await ReloadAsync(pair, Times);
        ProcessFigures after = pair.Slave.Figures;
        await TestContext.Out.WriteLineAsync($"{before} → {after}");
        Assert.Multiple(() =>
        {
            Assert.That(after.Threads, Is.EqualTo(before.Threads));
            Assert.That(after.Descriptors, Is.EqualTo(before.Descriptors));
            Assert.That(after.ResidentKiB - before.ResidentKiB, Is.LessThan(MostReloadGrowthKiB));
        });
    }

    [Test]
    public async Task While_they_run_they_allocate_nothing_and_do_not_grow()
    {
        using var card = new VirtualCard("usb", "ppm 50", "loopback 480");
        await using AdapterPair pair = await AdapterPair.StartAsync(
            JackServerArguments.Dummy(256), JackServerArguments.Dummy(256) with { Cards = [card] });
        await pair.LoadAsync("-C 8 -P 8 -i 1 -o 1");
        Assert.That((await Probe.LoadAsync(pair.SlaveHost, "audioadapter", "-d usb -n 3 -C 8 -P 8")).Status, Is.Zero, pair.Slave.Log);
        await Probe.WireAsync(pair.SlaveHost, "netadapter:capture_", "audioadapter:playback_", 8);
        await Probe.WireAsync(pair.SlaveHost, "audioadapter:capture_", "netadapter:playback_", 8);
        await using HostProcess tone = await Probe.StartToneAsync(
            pair.MasterHost, "keys:to_slave_", "keys:from_slave_", 8, seconds: 10, settle: 3);
        await Task.Delay(TimeSpan.FromSeconds(5));
        ProcessFigures before = pair.Slave.Figures;
        await Task.Delay(TimeSpan.FromSeconds(GrowthSeconds));
        double growth = (pair.Slave.Figures.ResidentKiB - before.ResidentKiB) / GrowthSeconds;
        ToneResult heard = await Probe.FinishAsync(tone, ResultsJson.Default.ToneResult, TimeSpan.FromSeconds(25));
        IReadOnlyList<JsonElement> modules = await StatisticsProgram.ReadAsync(pair.SlaveHost);
        await TestContext.Out.WriteLineAsync($"{heard.Summary}; grew by {growth:F1} KiB/s; {string.Join(' ', modules)}");
        Assert.Multiple(() =>
        {
            Assert.That(growth, Is.LessThan(MostGrowthKiBPerSecond));
            Assert.That(heard.Frames, Is.Positive);
            Assert.That(modules, Has.Count.EqualTo(2));
            foreach (JsonElement session in modules.SelectMany(module => module.GetProperty("sessions").EnumerateArray()))
            {
                var heap = (session.GetProperty("collections").GetInt32(), session.GetProperty("allocatedBytes").GetInt64());
                Assert.That(heap, Is.EqualTo((0, 0L)), $"{session}");
            }
        });
    }

    private static Task<JunkResult> ThrowAsync(AdapterPair pair, string kind, params IEnumerable<string> more)
        => Probe.JunkAsync(pair.Others.First(), kind, $"{pair.SlaveHost.Address}:{Port}", Count, seed: 1, more);

    private static async Task ReloadAsync(AdapterPair pair, int times)
    {
        ServerResult network = await Probe.ReloadAsync(pair.SlaveHost, "netadapter", times, pause: 0.2, $"-n {AdapterPair.SlaveName}");
        ServerResult card = await Probe.ReloadAsync(pair.SlaveHost, "audioadapter", times, pause: 0.2, "-d usb -n 3");
        Assert.That((network.Status, network.Times, card.Status, card.Times), Is.EqualTo((0, times, 0, times)), pair.Slave.Log);
        await pair.AwaitSessionAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
    }
}
