// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Link.Links;
using NetJack2.Protocol.Session;
using NetJack2.Models;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;
using NetJack2.Statistics;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Handshake;

public class SessionTextTests
{
    [Test]
    public void A_session_is_a_line()
        => Assert.That(SessionText.Describe(ExampleSession.Parameters), Is.EqualTo(
            "2 audio and 1 MIDI to the slave, 2 and 1 back, 48000 Hz, 256 frames, latency 5, MTU 1500, float, async, jack2 protocol"));

    [Test]
    public void What_was_counted_is_a_line()
    {
        var counters = new LinkCounters
        {
            Values = new SessionCounters
            {
                Cycles = 9, Sent = 8, Received = 7, Lost = 6, Late = 5,
                Duplicate = 4, Reordered = 3, Foreign = 1, Malformed = 1, SendFailures = 2, ConcealedFrames = 60, MidiRecovered = 5,
                NotesEnded = 1, Recovered = 7
            }
        };
        Assert.That(SessionText.Describe(counters, new MemoryWatch(new VirtualClock())), Does.EndWith(
            "9 cycles, 8 packets sent, 2 not sent, 7 packets received, 6 lost, 60 samples concealed, 5 late, 4 duplicate, "
                + "3 reordered, 1 foreign, "
            + "1 malformed, 7 recovered, 5 MIDI events recovered, 1 notes ended"));
    }

    [Test]
    public void A_session_without_trouble_is_a_short_line()
        => Assert.That(
            SessionText.Describe(new LinkCounters { Values = new SessionCounters { Cycles = 9, Sent = 8, Received = 7 } },
                new MemoryWatch(new VirtualClock())),
            Does.EndWith("; 9 cycles, 8 packets sent, 7 packets received, 0 lost"));

    [TestCase(40, "")]
    [TestCase(64, "")]
    [TestCase(115, "")]
    [TestCase(116, "PipeWire after 1.6 plays none of more than 115 audio ports that are sent at once, of 116; "
        + "if it is the other side, connect fewer or raise its net.mtu")]
    [Property("Defect", "Fault-14")]
    public void More_ports_than_PipeWire_and_jack2_have_a_common_layout_for_are_reported(int ports, string line)
    {
        SessionParameters session = ExampleSession.Parameters with { SendAudio = ports, ReturnAudio = 2 };
        using LinkChannel channel = Channel(session);
        Assert.That(string.Join('\n', SessionText.DescribeShortfalls(channel)), Is.EqualTo(line));
    }

    [Test]
    [Property("Defect", "Fault-14")]
    public void Between_netjack2_cs_peers_no_number_of_ports_is_reported()
    {
        SessionParameters session = ExampleSession.Parameters with
        {
            SendAudio = 255,
            ReturnAudio = 255,
            Capabilities = ExampleSession.CapabilitiesOf(isCompact: true),
        };
        using LinkChannel channel = Channel(session);
        Assert.That(SessionText.DescribeShortfalls(channel), Is.Empty);
    }

    private static LinkChannel Channel(SessionParameters session) => new(
        session, DirectionParameters.Send(session), DirectionParameters.Return(session),
        new VirtualWorld(1).Network.Open(LinkedPair.MasterHost), MasterLink.WindowCycles(session));
}
