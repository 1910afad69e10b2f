// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Protocol;
using NetJack2.Protocol.Session;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Link.Tests.Links;

/// <summary>The levels that both ends of a session show.</summary>
public class LinkMetersTests
{
    [Test]
    public void Both_ends_measure_the_same_in_every_encoding_of_netjack2_cs_and_jack2(
        [Values(SampleEncoder.Float, SampleEncoder.Int16)] SampleEncoder encoder, [Values] bool isCompact)
    {
        LinkedPair pair = PairWith(0.5f, encoder, isCompact);
        pair.RunCycles(100);
        (_, _) = (Of(pair.Seat.Link!.Channel), Of(pair.SlaveLink.Channel));
        pair.RunCycles(10);
        SessionMeters master = Of(pair.Seat.Link.Channel), slave = Of(pair.SlaveLink.Channel);
        Assert.That((master.SessionId, master.OutgoingCount, master.IncomingCount), Is.EqualTo((7u, 2, 2)));
        foreach (float peak in (float[])[master.Outgoing[0].Peak, slave.Incoming[0].Peak, slave.Outgoing[0].Peak, master.Incoming[0].Peak])
            Assert.That(peak, Is.EqualTo(0.5f).Within(1e-4));
        Assert.That((master.Outgoing[1].Peak, slave.Incoming[1].Peak, master.Incoming[1].Peak), Is.EqualTo((0f, 0f, 0f)));
    }

    [Test]
    public void One_clipped_sample_of_the_master_is_seen_once_at_each_of_the_four_places()
    {
        LinkedPair pair = PairWith(0.5f, SampleEncoder.Float, isCompact: true);
        pair.RunCycles(100);
        bool isDone = false;
        pair.Seat.BeforeCycle += (ports, _) =>
        {
            if (!isDone)
                ports.OutgoingPlace(0)[17] = 1f;
            isDone = true;
        };
        pair.RunCycles(30);
        SessionMeters master = Of(pair.Seat.Link!.Channel), slave = Of(pair.SlaveLink.Channel);
        Assert.That(
            (master.Outgoing[0].Clipped, slave.Incoming[0].Clipped, slave.Outgoing[0].Clipped, master.Incoming[0].Clipped),
            Is.EqualTo((1L, 1L, 1L, 1L)));
        Assert.That((master.Outgoing[1].Clipped, master.Incoming[1].Clipped), Is.EqualTo((0L, 0L)));
    }

    private static LinkedPair PairWith(float level, SampleEncoder encoder, bool isCompact)
    {
        var pair = new LinkedPair(ExampleSession.Parameters with
        {
            Encoder = encoder,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
        });
        pair.Seat.BeforeCycle = (ports, _) =>
        {
            for (int port = 0; port < 2; port++)
            {
                ports.OutgoingPlace(port).Clear();
                ports.OutgoingPlace(port)[5] = port == 0 ? level : 0;
            }
        };
        return pair;
    }

    private static SessionMeters Of(LinkChannel channel)
    {
        SessionMeters meters = default;
        channel.Meters.Take(ref meters);
        return meters;
    }
}
