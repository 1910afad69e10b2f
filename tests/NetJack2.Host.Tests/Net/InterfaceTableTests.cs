// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Net;

namespace NetJack2.Host.Tests.Net;

public sealed class InterfaceTableTests
{
    [TestCase("lo")]
    [TestCase("127.0.0.1")]
    public void The_loopback_interface_is_found_by_name_and_by_address(string wanted)
    {
        var table = new InterfaceTable(wanted);
        Assert.That(table.TryRefresh());
        NetworkInterface[] found = table.Interfaces.ToArray();
        Assert.That(found, Has.Length.EqualTo(1));
        Assert.That((found[0].IsLoopback, found[0].HasIPv4, InterfaceTable.NameOf(found[0].Index)), Is.EqualTo((true, true, "lo")));
    }

    [Test]
    public void Without_a_name_it_is_one_of_all()
    {
        var table = new InterfaceTable("");
        Assert.That(table.TryRefresh());
        Assert.That(table.Interfaces.ToArray(), Has.One.With.Property("IsLoopback").True);
        Assert.That(table.IsRestricted, Is.False);
    }

    [TestCase("no-such-card")]
    [TestCase("192.0.2.1")]
    public void What_is_not_there_is_not_found(string wanted)
    {
        var table = new InterfaceTable(wanted);
        Assert.That(table.TryRefresh());
        Assert.That((table.IsRestricted, table.Interfaces.Length), Is.EqualTo((true, 0)));
    }

    [Test]
    public void Refreshing_again_allocates_nothing()
    {
        var table = new InterfaceTable("");
        _ = table.TryRefresh();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int count = 0; count < 100; count++)
            _ = table.TryRefresh();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
