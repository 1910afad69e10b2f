// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;
using NetJack2.Sessions.Handshake;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>Settings of a slave that change while its session runs.</summary>
public sealed class SettingsChangeTests
{
    private Studio _studio = null!;
    private ManagerStation _manager = null!;
    private SlaveStation _slave = null!;

    [SetUp]
    public void Begin()
    {
        _studio = new Studio();
        _manager = _studio.LoadManager();
        _slave = _studio.AddSlave();
        _studio.RunFor(1000);
        Assert.That(_slave.Session!.Latency, Is.EqualTo(5));
    }

    [TestCase(64)]
    [TestCase(256)]
    [TestCase(1024)]
    public void The_master_keeps_the_client_and_the_interruption_is_short(int period)
    {
        _studio.Server.Period = period;
        _manager.Sessions.Renegotiate();
        _studio.RunFor(1000);
        FakeClient client = _manager.Client;
        int sessions = client.Sessions;
        _slave.Change(_slave.Request with { Latency = 3 });
        _studio.RunFor(150);
        Assert.That(client.Sessions, Is.EqualTo(sessions), "who has asked gets an answer first");
        long end = _studio.MillisecondsUntil(() => _slave.Session is null);
        long gap = _studio.MillisecondsUntil(() => client.Sessions == sessions + 1);
        Assert.That(end, Is.LessThan(100));
        Assert.That(gap, Is.LessThan(600));
        _studio.AssertAudioFlows(client);
        Assert.That((_slave.Session!.Latency, client.Seat!.Session.Latency), Is.EqualTo((3, 3)));
        Assert.That((_manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        Assert.That(_slave.Log.Lines, Has.One.EqualTo("netjack2 set has changed the session's settings; connecting anew"));
        Assert.That(_slave.Restorations, Is.Zero);
    }

    [Test]
    public void What_is_set_already_changes_nothing()
    {
        _slave.Change(_slave.Request with { Latency = 5 });
        _studio.RunFor(3000);
        Assert.That((_manager.Client.Sessions, _slave.Log.Warnings.Count), Is.EqualTo((1, 0)));
        Assert.That(_slave.Log.Lines, Has.None.Contains("netjack2 set"));
    }

    // Also one that is set back before it has begun.
    [Test]
    public void The_last_of_several_counts()
    {
        for (int latency = 7; latency > 1; latency--)
            _slave.Change(_slave.Request with { Latency = latency });
        _studio.RunFor(1000);
        Assert.That((_manager.Client.Sessions, _slave.Session!.Latency), Is.EqualTo((2, 2)));
        _slave.Change(_slave.Request with { Latency = 4 });
        _slave.Change(_slave.Request with { Latency = 2 });
        _studio.RunFor(1000);
        Assert.That((_manager.Client.Sessions, _slave.Session!.Latency), Is.EqualTo((2, 2)));
    }

    [Test]
    public void A_flood_of_changes_leaves_most_of_the_sound_and_a_quiet_log()
    {
        long silent = 0;
        for (int count = 0; count < 3000; count++)
        {
            _slave.Change(_slave.Request with { Latency = 2 + (count % 2) });
            _studio.RunFor(10);
            silent += _slave.Session is null ? 10 : 0;
        }
        Assert.That(silent, Is.LessThan(30_000 / 5), "milliseconds of 30 s");
        Assert.That(_slave.Log.Lines.Count + _slave.Log.Warnings.Count, Is.LessThan(3 * 3 * 6));
        Assert.That(_manager.Log.Lines.Count + _manager.Log.Warnings.Count, Is.LessThan(3 * 3 * 6));
        Assert.That(_slave.Restorations, Is.Zero);
        _slave.Change(_slave.Request with { Latency = 9 });
        _studio.RunFor(12_000);
        Assert.That((_slave.Session!.Latency, _manager.Client.Sessions), Is.EqualTo((9, _manager.Clients.Single().Sessions)));
        _studio.AssertAudioFlows(_manager.Client);
    }

    [Test]
    public void What_leads_to_no_session_is_undone([Values] bool isTheMastersFault)
    {
        FakeClient client = _manager.Client;
        if (isTheMastersFault)
            client.CanPrepare = false;
        else
            _slave.CanConfigure = false;
        _slave.Change(_slave.Request with { Latency = 3 });
        _studio.RunFor(1500);
        Assert.That((_slave.Session, _slave.Restorations), Is.EqualTo(((SessionParameters?)null, 0)));
        (client.CanPrepare, _slave.CanConfigure) = (true, true);
        _studio.RunFor(2000);
        Assert.That((_slave.Restorations, _slave.Request.Latency, _slave.Session?.Latency), Is.EqualTo((1, 5, 5)));
        Assert.That(_slave.Log.Warnings, Has.One.Contains("those from before are back"));
        Assert.That((_manager.Client, client.IsClosed), Is.EqualTo((client, false)));
        _studio.AssertAudioFlows(client);
    }

    [Test]
    public void A_codec_that_the_master_does_not_have_is_undone()
    {
        _manager.Codecs.Problem = "there is none";
        FakeClient client = _manager.Client;
        _slave.Change(_slave.Request with { Encoder = SampleEncoder.Opus, Kilobits = 96 });
        _studio.RunFor(4000);
        Assert.That((_slave.Session?.Encoder, _slave.Restorations), Is.EqualTo((SampleEncoder.Float, 1)));
        Assert.That((_manager.Client, client.IsClosed), Is.EqualTo((client, false)));
    }

    [Test]
    public void Without_a_master_it_is_what_the_next_one_gets()
    {
        _manager.Close();
        _studio.RunFor(2000);
        _slave.Change(_slave.Request with { Latency = 3 });
        _studio.RunFor(10_000);
        ManagerStation next = _studio.LoadManager();
        _studio.RunFor(2000);
        Assert.That((_slave.Session?.Latency, _slave.Restorations), Is.EqualTo((3, 0)));
        _studio.AssertAudioFlows(next.Client);
    }

    [Test]
    public void The_master_that_ends_with_the_change_finds_the_slave_with_the_settings_from_before()
    {
        _slave.Change(_slave.Request with { Latency = 3 });
        _studio.RunFor(230);
        _manager.Close();
        _studio.RunFor(5000);
        ManagerStation next = _studio.LoadManager();
        _studio.RunFor(2000);
        Assert.That((_slave.Session?.Latency, _slave.Restorations), Is.EqualTo((5, 1)));
        _studio.AssertAudioFlows(next.Client);
    }
}
