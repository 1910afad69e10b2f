// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

/// <summary>The heap is full at the moment when a session begins: nothing of the session remains.</summary>
public class FullHeapSessionTests : ManagerTest
{
    [Test]
    public void A_client_that_is_kept_does_not_run_a_session_that_has_failed()
    {
        SlaveStation slave = World.AddSlave();
        World.RunFor(500);
        slave.Close();
        World.RunFor(3000);
        Assert.That(Manager.Client.IsRunning, Is.False);
        long without = Manager.ReservedBytes;
        Manager.Client.MissesMemory = true;
        _ = World.AddSlave();
        World.RunFor(1500);
        Assert.That(Manager.Client.MissesMemory, Is.False, "it was full");
        Assert.That((Manager.Client.IsRunning, Manager.Client.IsClosed, Manager.ReservedBytes), Is.EqualTo((false, false, without)));
        Assert.That(Manager.Log.Warnings.Single(), Does.Contain("no memory for another session"));
        Assert.That(World.MillisecondsUntil(() => Manager.Client.IsRunning), Is.LessThan(12_000));
        World.AssertAudioFlows(Manager.Client);
    }

    [Test]
    public void A_new_client_is_closed_and_the_next_one_runs()
    {
        Manager.NextMissesMemory = true;
        _ = World.AddSlave();
        World.RunFor(1500);
        Assert.That((Manager.Client.IsRunning, Manager.Client.IsClosed, Manager.ReservedBytes), Is.EqualTo((false, true, 0L)));
        Assert.That(World.MillisecondsUntil(() => Manager.Clients.Count == 2), Is.LessThan(12_000));
        World.AssertAudioFlows(Manager.Clients[1]);
    }
}
