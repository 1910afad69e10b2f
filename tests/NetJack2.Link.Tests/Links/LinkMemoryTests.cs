// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>What sessions keep is counted before it is allocated, lies outside of the collected heap,
/// and is given back at their end.</summary>
public class LinkMemoryTests
{
    private const int Collection = 32 << 20;

    private static readonly SessionParameters s_session = ExampleSession.Parameters with { Capabilities = Capabilities.All };

    // A rig of 255 channels: one at 1024 frames fits several times over, one at 8192 frames with -l 30 does not.
    [TestCase(1024, 30, 5)]
    [TestCase(8192, 5, 2)]
    [TestCase(8192, 30, 0)]
    [TestCase(4096, 30, 0)]
    [Property("Defect", "Fault-02")]
    public void Sessions_of_255_channels_run_as_long_as_the_budget_allows(int period, int latency, int sessions)
    {
        var budget = new MemoryBudget();
        SessionParameters session = s_session with { SendAudio = 255, ReturnAudio = 255, Period = period, Latency = latency };
        List<LinkChannel> channels = Fill(budget, session, most: 20);
        Assert.That(channels, Has.Count.GreaterThanOrEqualTo(sessions).And.Count.LessThan(sessions == 0 ? 1 : 20));
        Assert.That(budget.Used, Is.LessThanOrEqualTo(MemoryBudget.MostPerModule));
        channels.ForEach(channel => channel.Dispose());
        Assert.That(budget.Used, Is.Zero);
    }

    [Test]
    [Property("Defect", "Fault-02")]
    public void Sixteen_sessions_with_eight_MIDI_ports_and_the_most_latency_fit()
    {
        var budget = new MemoryBudget();
        SessionParameters session = s_session with { ReturnAudio = 1, ReturnMidi = 8, Latency = 30 };
        List<LinkChannel> channels = Fill(budget, session, most: 16);
        Assert.That(channels, Has.Count.EqualTo(16));
        channels.ForEach(channel => channel.Dispose());
    }

    [Test]
    [Property("Defect", "Fault-02")]
    public void While_others_fill_the_budget_a_session_loses_no_frame()
    {
        var pair = new LinkedPair(s_session);
        pair.WarmUp();
        var budget = new MemoryBudget();
        for (int round = 0; round < 10; round++)
        {
            List<LinkChannel> channels = Fill(
                budget, s_session with { SendAudio = 255, ReturnAudio = 255, Period = 1024, Latency = 30 }, most: 100);
            Assert.That(channels, Has.Count.LessThan(100));
            pair.RunCycles(10);
            channels.ForEach(channel => channel.Dispose());
            pair.RunCycles(10);
        }
        Assert.That((pair.Seat.Wrong, pair.Seat.Gaps), Is.EqualTo((0L, 0L)));
    }

    // 64 slaves that join, and a slave that comes and goes a thousand times: the collector's first collection is due after 32 MB.
    [TestCase(2, 1, true)]
    [TestCase(64, 1, true)]
    [TestCase(2, 8, true)]
    [TestCase(2, 1, false)]
    [TestCase(64, 1, false)]
    [Property("Defect", "Fault-03")]
    public void A_session_that_begins_and_ends_leaves_almost_nothing_to_collect(int channels, int midi, bool isCompact)
    {
        SessionParameters session = s_session with
        {
            SendAudio = channels,
            ReturnAudio = channels,
            SendMidi = midi,
            ReturnMidi = midi,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
        };
        var world = new VirtualWorld(1);
        long least = int.MaxValue;
        // Code that is not optimized yet allocates more; a module's is.
        for (int round = 0; round < 30 && least * 1064 >= Collection * 7 / 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int count = 0; count < 10; count++)
                Join(world, session);
            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / 10);
            Thread.Sleep(20);
        }
        TestContext.Out.WriteLine($"{least} bytes");
        Assert.That(least * 1064, Is.LessThan(Collection * 7 / 8));
    }

    private static void Join(VirtualWorld world, SessionParameters session)
    {
        VirtualSocket socket = world.Network.Open(LinkedPair.MasterHost);
        using LinkChannel channel = Channel(session, socket, new MemoryBudget());
        _ = new MasterLink(channel, world.Clock, new WorldWaiter(world));
    }

    private static List<LinkChannel> Fill(MemoryBudget budget, SessionParameters session, int most)
    {
        var world = new VirtualWorld(1);
        var channels = new List<LinkChannel>();
        while (channels.Count < most)
        {
            long used = budget.Used;
            try
            {
                channels.Add(Channel(session, world.Network.Open(LinkedPair.MasterHost), budget));
            }
            catch (MemoryBudgetException)
            {
                Assert.That(budget.Used, Is.EqualTo(used));
                break;
            }
        }
        return channels;
    }

    private static LinkChannel Channel(SessionParameters session, VirtualSocket socket, MemoryBudget budget) => new(
        session, DirectionParameters.Send(session), DirectionParameters.Return(session), socket, MasterLink.WindowCycles(session),
        codec: null, budget);
}
