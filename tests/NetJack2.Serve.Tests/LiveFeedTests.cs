// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Tests;
using NetJack2.Serve.Live;

namespace NetJack2.Serve.Tests;

/// <summary>The loop that reads the pages for the stream.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LiveFeedTests
{
    private const int ShortestPause = 200, LongestPause = 500; // in ms

    private readonly SteppedTime _time = new();

    [Test]
    public async Task A_look_that_fails_does_not_end_it()
    {
        using var pages = new PageFolder();
        var feed = new LiveFeed(null!, pages.Path, _time); // so each look fails
        Assert.That(feed.TryJoin(isTrusted: true), Is.True);
        for (int looks = 1; looks <= 3; looks++)
        {
            await AwaitReadsAsync(feed, looks);
            await _time.AdvanceAsync(LongestPause);
        }
        await AwaitReadsAsync(feed, 4);
        feed.Leave(isTrusted: true);
        await _time.AdvanceToEndAsync(10 * LongestPause);
        Assert.That((feed.Reads, _time.Waiting), Is.EqualTo((4L, 0)), "it ends with the last client");
        Assert.That(feed.TryJoin(isTrusted: true), Is.True);
        await AwaitReadsAsync(feed, 5);
        feed.Leave(isTrusted: true);
    }

    [Test]
    public async Task Clients_that_come_and_go_make_no_more_looks()
    {
        const int Stay = 20, Pause = 1, Clients = 50; // in ms
        using var pages = new PageFolder();
        var feed = new LiveFeed(new RigPages(pages.Path), pages.Path, _time);
        for (int client = 0; client < Clients; client++)
        {
            Assert.That(feed.TryJoin(isTrusted: true), Is.True);
            await _time.AdvanceAsync(Stay);
            feed.Leave(isTrusted: true);
            await _time.AdvanceToEndAsync(Pause);
        }
        await AwaitReadsAsync(feed, 1 + (Clients * (Stay + Pause) / ShortestPause));
    }

    [Test]
    public void Strangers_leave_places_to_others()
    {
        using var pages = new PageFolder();
        var feed = new LiveFeed(new RigPages(pages.Path), pages.Path, _time);
        int strangers = 0, others = 0;
        while (feed.TryJoin(isTrusted: false))
            strangers++;
        while (feed.TryJoin(isTrusted: true))
            others++;
        Assert.That((strangers, others), Is.EqualTo((8, 24)));
        feed.Leave(isTrusted: true);
        Assert.That(feed.TryJoin(isTrusted: false), Is.False);
        feed.Leave(isTrusted: false);
        Assert.That(feed.TryJoin(isTrusted: false), Is.True);
    }

    [Test]
    public async Task A_head_makes_no_look()
    {
        await using ServedRig rig = await ServedRig.StartAsync();
        using HttpResponseMessage answer = await rig.SendAsync(HttpMethod.Head, "/api/events");
        await Task.Delay(300);
        Assert.That(rig.Feed.Reads, Is.Zero);
    }

    private static async Task AwaitReadsAsync(LiveFeed feed, int count)
    {
        for (int attempt = 0; feed.Reads < count; attempt++)
        {
            Assert.That(attempt, Is.LessThan(3000), $"no look {count}");
            await Task.Delay(10);
        }
        Assert.That(feed.Reads, Is.EqualTo(count));
    }
}
