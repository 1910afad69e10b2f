// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using System.Text.RegularExpressions;
using NetJack2.JackProbe.Results;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Statistics;

/// <summary>The levels of a known tone through real servers, as each program shows them.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class LevelsOfServersTests : SystemTest
{
    private const double ToneDbfs = -6.02, Tolerance = 0.1; // half of full scale
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_tone_and_one_sample_of_full_scale_are_shown_at_both_ends_by_stat_the_page_and_top()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        await using HostProcess serve = await StatisticsProgram.StartAsync(pair.MasterHost, "serve");
        await serve.AwaitTextAsync("http://", s_limit);
        await using HostProcess tone = await Probe.StartToneAsync(
            pair.MasterHost, $"{NetPair.SlaveName}:to_slave_", $"{NetPair.SlaveName}:from_slave_", channels: 2, seconds: 60, settle: 1,
            "997", clip: 3);
        // Out and back: the master's outgoing ports, the slave's incoming and outgoing ones, and the master's incoming ones.
        foreach (TestHost host in (TestHost[])[pair.MasterHost, pair.SlaveHost])
            await AwaitLevelsAsync(host.Name, async () => await StatisticsProgram.ReadSessionAsync(host));
        await AwaitLevelsAsync("the page", async () => JsonDocument.Parse(await ServeRequest.GetAsync(pair.MasterHost, "/api/rig"))
            .RootElement[0].GetProperty("sessions")[0]);
        string top = await pair.MasterHost.RunAsync(
            "sh", "-c",
            "(sleep 1; printf d; sleep 1.5; printf q; sleep 1) | "
            + $"TERM=xterm script -qec 'stty rows 60 cols 120; {BuildPaths.StatisticsProgram} top' /dev/null");
        Assert.That(Regex.Count(top, @" -6\.0 clip 1 +1 .* -6\.0 clip 1", RegexOptions.None, s_limit), Is.Positive, top);
        Assert.That(Regex.Count(top, @" 2 .* -6\.0 +2 .* -6\.0 *", RegexOptions.None, s_limit), Is.Positive, top);
    }

    private static async Task AwaitLevelsAsync(string where, Func<Task<JsonElement>> read)
    {
        JsonElement session = default;
        await Poll.UntilAsync(
            async () =>
            {
                session = await read();
                JsonElement levels = session.GetProperty("levels");
                return HasTone(levels, "outgoing") && HasTone(levels, "incoming");
            }, s_limit, $"the tone and the clipped sample at {where}");
        await TestContext.Out.WriteLineAsync($"{where}: {session.GetProperty("levels").GetRawText()}");
    }

    // The sample of full scale is held for up to three seconds, in the first port only.
    private static bool HasTone(JsonElement levels, string direction)
    {
        if (levels.ValueKind != JsonValueKind.Object || levels.GetProperty(direction).GetArrayLength() != 2)
            return false;
        int number = 0;
        return levels.GetProperty(direction).EnumerateArray().All(port =>
            port.GetProperty("heldDbfs").ValueKind == JsonValueKind.Number
            && Math.Abs(port.GetProperty("heldDbfs").GetDouble() - ToneDbfs) <= Tolerance
            && port.GetProperty("clipped").GetInt64() == (number++ == 0 ? 1 : 0));
    }
}
