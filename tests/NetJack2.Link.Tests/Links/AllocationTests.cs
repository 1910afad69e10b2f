// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>After its first cycles a session makes no garbage.</summary>
[NonParallelizable]
public class AllocationTests
{
    [Test]
    [Property("Defect", "D-17")]
    public void Thousands_of_cycles_allocate_nothing_and_collect_nothing(
        [Values] bool sync, [Values] bool isCompact,
        [Values(SampleEncoder.Float, SampleEncoder.Int16, SampleEncoder.Opus)] SampleEncoder encoder)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            SlaveSync = sync,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
            Encoder = encoder,
            Kilobits = 128,
            Period = 240,
        });
        pair.Seat.BeforeCycle = static (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            ports.Send(0, 10, [0x90, 0x3C, 0x40]);
            ports.Send(0, 20, [0xF0, 1, 2, 3, 4, 5, 0xF7]);
        };
        // The network of the tests keeps datagrams for use again: it is to have made more of them than will be needed at once.
        pair.Network.Duplication = 0.3;
        pair.Network.Jitter = 2 * pair.Master.PeriodNs;
        pair.RunCycles(500);
        pair.Network.Loss = 0.02;
        pair.Network.Duplication = 0.02;
        pair.Network.Jitter = pair.Master.PeriodNs;
        pair.RunCycles(3000);

        int collections = GC.CollectionCount(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        pair.RunCycles(3000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That((allocated, GC.CollectionCount(0) - collections), Is.EqualTo((0L, 0)));
        Assert.That(pair.Seat.Good, Is.Positive);
    }
}
