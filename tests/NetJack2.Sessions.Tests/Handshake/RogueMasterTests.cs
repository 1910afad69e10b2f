// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Models;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>A master that ends each session at once and offers another one.</summary>
[NonParallelizable]
[Property("Defect", "Fault-08")]
public class RogueMasterTests
{
    private const int Seconds = 30;

    // Ten in each started ten seconds.
    private const int MostChanges = 40;

    [Test]
    public void The_server_is_given_other_parameters_ten_times_in_ten_seconds()
    {
        var studio = new Studio();
        SlaveStation slave = studio.AddSlave();
        int sessions = OfferSessions(studio, slave, count => 64 << (count % 4));
        Assert.That(slave.Configurations, Is.InRange(30, MostChanges));
        Assert.That(sessions, Is.EqualTo(slave.Configurations));
        Assert.That(slave.Log.Warnings, Has.Some.Contains("have changed ten times in ten seconds"));
        Assert.That(slave.Log.Lines, Has.Count.LessThan(100));
    }

    [Test]
    public void The_same_parameters_are_no_change()
    {
        var studio = new Studio();
        SlaveStation slave = studio.AddSlave();
        int sessions = OfferSessions(studio, slave, _ => 256);
        Assert.That(sessions, Is.GreaterThan(MostChanges));
        Assert.That(slave.Log.Warnings, Has.None.Contains("have changed ten times"));
    }

    [Test]
    public void A_server_that_cannot_have_the_parameters_is_asked_every_three_seconds()
    {
        var studio = new Studio();
        SlaveStation slave = studio.AddSlave();
        slave.CanConfigure = false;
        _ = studio.Manager;
        studio.RunFor(Seconds * 1000);
        Assert.That(slave.Refusals, Is.InRange(9, 11));
    }

    // Returns how many sessions have begun.
    private static int OfferSessions(Studio studio, SlaveStation slave, Func<int, int> period)
    {
        int sessions = 0;
        long end = studio.World.Clock.Now + (Seconds * VirtualClock.Second);
        while (studio.World.Clock.Now < end)
        {
            studio.Server.Period = period(sessions);
            ManagerStation manager = studio.LoadManager();
            for (int step = 0; step < 400 && !slave.Search.IsRunning; step++)
                studio.RunFor(10);
            sessions += slave.Search.IsRunning ? 1 : 0;
            manager.Close();
            for (int step = 0; step < 100 && slave.Search.IsRunning; step++)
                studio.RunFor(10);
        }
        return sessions;
    }
}
