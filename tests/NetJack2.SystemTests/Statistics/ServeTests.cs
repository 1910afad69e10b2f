// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text.Json;
using NetJack2.SystemTests.Harness;
using NetJack2.TestHosts;
using NetJack2.TestHosts.Hosts;
using NetJack2.TestHosts.Pairs;
using NetJack2.TestHosts.Processes;

namespace NetJack2.SystemTests.Statistics;

/// <summary><c>netjack2 serve</c> beside real servers.</summary>
[TestFixture]
[Lane(Lane.Untimed)]
public class ServeTests : SystemTest
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_session_is_in_the_rig_in_the_metrics_and_in_the_stream_and_the_network_is_asked_for()
    {
        await using NetPair pair = await NetPair.StartAsync(Pairings.NetJack2CsOnly);
        TestHost host = pair.MasterHost;
        await using HostProcess serve = await StatisticsProgram.StartAsync(host, "serve");
        await serve.AwaitTextAsync("http://127.0.0.1:8019/", s_limit);
        string rig = "";
        await Poll.UntilAsync(
            async () => (rig = await ServeRequest.GetAsync(host, "/api/rig")).Contains("\"running\"", StringComparison.Ordinal),
            s_limit, "a session");
        JsonElement session = JsonDocument.Parse(rig).RootElement[0].GetProperty("sessions")[0];
        Assert.That(
            (session.GetProperty("name").GetString(), session.GetProperty("state").GetString()), Is.EqualTo(("slave", "running")), rig);
        Assert.That(
            await ServeRequest.GetAsync(host, "/metrics"),
            Does.Match("""netjack2_session_running\{module="netmanager",.*,name="slave",number="0\.0"\} 1\n"""));
        string stream = await ServeRequest.GetAsync(host, "/api/events", "timeout 2 ");
        Assert.That(
            stream,
            Does.Contain("event: happened\ndata: ").And.Contain("\"event\":\"connected\"").And.Contain("event: rig\ndata: ["));
        JsonElement network = JsonDocument.Parse(await ServeRequest.GetAsync(host, "/api/network")).RootElement;
        Assert.That(
            network.GetProperty("machines").EnumerateArray().Select(machine => machine.GetProperty("role").GetString()),
            Is.EqualTo(["master", "slave"]));
        Assert.That(network.GetProperty("problem").ValueKind, Is.EqualTo(JsonValueKind.Null));
        serve.Send(Signal.Terminate);
        await serve.AwaitExitAsync(s_limit);
        Assert.That((serve.ExitCode, serve.Errors), Is.EqualTo((0, "")), serve.Log);
    }

    [Test]
    public async Task Another_user_of_the_computer_sees_sessions_and_may_not_see_or_change_the_routing()
    {
        await using TestHost host = await TestHost.StartAsync("shared");
        await using HostProcess serve = await StatisticsProgram.StartAsync(host, "serve");
        await serve.AwaitTextAsync("http://", s_limit);
        const string nobody = "setpriv --reuid 65534 --clear-groups ";
        Assert.That(await ServeRequest.GetAsync(host, "/api/rig", nobody), Is.EqualTo("[]"));
        Assert.That(await ServeRequest.GetAsync(host, "/api/network", nobody), Does.StartWith("Only the user of netjack2 serve"));
        Assert.That(await ServeRequest.GetAsync(host, "/api/network"), Does.StartWith("{"));
    }
}
