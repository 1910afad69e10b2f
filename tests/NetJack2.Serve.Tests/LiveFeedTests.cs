// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Cli.Tests;
using NetJack2.Serve.Live;

namespace NetJack2.Serve.Tests;

/// <summary>The loop that reads the pages for the stream.</summary>
public class LiveFeedTests
{
    [Test]
    public async Task A_look_that_fails_does_not_end_it()
    {
        using var pages = new PageFolder();
        var feed = new LiveFeed(null!, pages.Path); // so each look fails
        Assert.That(feed.TryJoin(isTrusted: true), Is.True);
        await Task.Delay(1300);
        feed.Leave(isTrusted: true);
        Assert.That(feed.Looks, Is.InRange(2, 4));
        await Task.Delay(700);
        long before = feed.Looks;
        await Task.Delay(700);
        Assert.That(feed.Looks, Is.EqualTo(before), "it ends with the last client");
        Assert.That(feed.TryJoin(isTrusted: true), Is.True);
        await Task.Delay(700);
        Assert.That(feed.Looks, Is.GreaterThan(before), "and begins again");
        feed.Leave(isTrusted: true);
    }

    [Test]
    public async Task Clients_that_come_and_go_make_no_more_looks()
    {
        using var pages = new PageFolder();
        var feed = new LiveFeed(new RigPages(pages.Path), pages.Path);
        for (int client = 0; client < 50; client++)
        {
            Assert.That(feed.TryJoin(isTrusted: true), Is.True);
            await Task.Delay(20);
            feed.Leave(isTrusted: true);
            await Task.Delay(1);
        }
        Assert.That(feed.Looks, Is.InRange(1, 8));
    }

    [Test]
    public void Strangers_leave_places_to_others()
    {
        using var pages = new PageFolder();
        var feed = new LiveFeed(new RigPages(pages.Path), pages.Path);
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
        Assert.That(rig.Feed.Looks, Is.Zero);
    }
}
