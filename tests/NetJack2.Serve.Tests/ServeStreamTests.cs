// SPDX-License-Identifier: GPL-2.0-or-later
using System.Net;
using System.Text.Json;
using NetJack2.Serve.Live;
using NetJack2.Statistics;

namespace NetJack2.Serve.Tests;

/// <summary>The stream of events.</summary>
public class ServeStreamTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [Test]
    public async Task A_client_gets_what_has_happened_and_then_the_rig_again_and_again()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [ServedRig.Session()], [Happened(1, EventKind.Connected), Happened(2, EventKind.Lost)]);
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, "/api/events");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.That((await NextAsync(reader)).Data.RootElement.GetProperty("event").GetString(), Is.EqualTo("connected"));
        Assert.That((await NextAsync(reader)).Data.RootElement.GetProperty("event").GetString(), Is.EqualTo("lost"));
        for (int number = 0; number < 3; number++)
        {
            (string kind, JsonDocument data) = await NextAsync(reader);
            Assert.That(kind, Is.EqualTo("rig"));
            Assert.That(data.RootElement[0].GetProperty("sessions")[0].GetProperty("lost").GetInt64(), Is.EqualTo(10));
        }
        rig.Pages.Put(
            ModuleKind.NetManager, [ServedRig.Session()],
            [Happened(1, EventKind.Connected), Happened(2, EventKind.Lost), Happened(3, EventKind.Gone)]);
        string happened = "rig";
        while (string.Equals(happened, "rig", StringComparison.Ordinal))
        {
            (string kind, JsonDocument data) = await NextAsync(reader);
            happened = string.Equals(kind, "rig", StringComparison.Ordinal) ? kind : data.RootElement.GetProperty("event").GetString()!;
        }
        Assert.That(happened, Is.EqualTo("gone"));
    }

    [Test]
    public async Task A_client_that_comes_later_gets_what_has_happened_too()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        rig.Pages.Put(ModuleKind.NetManager, [], [Happened(1, EventKind.Connected)]);
        for (int client = 0; client < 2; client++)
        {
            using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Get, "/api/events");
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            Assert.That((await NextAsync(reader)).Kind, Is.EqualTo("happened"));
        }
    }

    [Test]
    public async Task Pages_are_read_once_for_all_clients_and_not_without_one()
    {
        const int Clients = 10, Pause = 200, Reads = 6; // in ms
        var time = new SteppedTime();
        await using ServedRig rig = await ServedRig.StartAsync(time: time);
        LiveFeed feed = rig.Feed;
        Assert.That(feed.Reads, Is.Zero);
        Task<HttpResponseMessage>[] requests =
            [.. Enumerable.Range(0, Clients).Select(_ => rig.SendAsync(HttpMethod.Get, "/api/events"))];
        await UntilAsync(() => feed.Clients == Clients);
        for (int look = 1; look < Reads; look++)
            await time.AdvanceAsync(Pause);
        await UntilAsync(() => feed.Reads >= Reads);
        Assert.That(feed.Reads, Is.EqualTo(Reads));
        var answers = Task.WhenAll(requests);
        while (!answers.IsCompleted)
            await time.AdvanceAsync(Pause); // one may have waited for a look that was over
        foreach (HttpResponseMessage answer in await answers)
            answer.Dispose();
        await UntilAsync(() => feed.Clients == 0);
        await UntilAsync(() => time.Waiting == 1);
        long last = feed.Reads;
        await time.AdvanceToEndAsync(10 * Pause);
        Assert.That((feed.Reads, time.Waiting), Is.EqualTo((last, 0)));
    }

    [Test]
    public async Task One_client_too_many_is_refused_and_has_its_place_when_another_one_leaves()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        var answers = new List<HttpResponseMessage>();
        for (int client = 0; client < LiveFeed.MostClients; client++)
            answers.Add(await rig.SendAsync(HttpMethod.Get, "/api/events"));
        using HttpResponseMessage refused = await rig.SendAsync(HttpMethod.Get, "/api/events");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        answers[0].Dispose();
        HttpStatusCode status = HttpStatusCode.ServiceUnavailable;
        for (var end = DateTime.UtcNow + s_limit; status == HttpStatusCode.ServiceUnavailable && DateTime.UtcNow < end;)
        {
            using HttpResponseMessage again = await rig.SendAsync(HttpMethod.Get, "/api/events");
            status = again.StatusCode;
        }
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var end = DateTime.UtcNow + s_limit; !condition();)
        {
            Assert.That(DateTime.UtcNow, Is.LessThan(end));
            await Task.Delay(10);
        }
    }

    private static PageEvent Happened(ulong serial, EventKind kind) => new()
    {
        Serial = serial, Time = (long)serial * 1_000_000_000, WallTime = 1_796_000_000_000_000_000, Kind = (uint)kind, SessionId = 7,
        Count = 1, Name = PageText.From("keys"), Peer = PageText.From("10.0.0.2:19000"),
    };

    private static async Task<(string Kind, JsonDocument Data)> NextAsync(StreamReader reader)
    {
        using var end = new CancellationTokenSource(s_limit);
        string kind = "";
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line["event: ".Length..];
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (kind, JsonDocument.Parse(line["data: ".Length..]));
        }
        throw new EndOfStreamException();
    }
}
