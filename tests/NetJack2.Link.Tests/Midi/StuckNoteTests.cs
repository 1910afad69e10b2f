// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Links;
using NetJack2.Link.Tests.Jack2;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Midi;

/// <summary>Where the end of a note is not sent, or arrives too late, the note ends all the same, and no other note does.</summary>
[Property("Defect", "Fault-28")]
public class StuckNoteTests
{
    private static readonly SessionParameters s_session = ExampleSession.Parameters with { SlaveSync = true };

    private readonly List<string> _heard = [];
    private readonly List<byte[]> _slavesEvents = [];

    [SetUp]
    public void Begin()
    {
        _heard.Clear();
        _slavesEvents.Clear();
    }

    [Test]
    public void A_note_of_the_slave_that_ends_in_a_cycle_without_a_master_ends_there([Values] bool isCompact)
    {
        LinkedPair pair = SlavePlays(isCompact);
        _slavesEvents.Add([0x90, 60, 100]);
        pair.RunCycles(20);
        Assert.That(Sounding(), Is.EqualTo("60"));
        // 69 ms: silent cycles begin after 27, and notes of a disconnected peer are ended after 100.
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost;
        pair.RunCycles(9);
        _slavesEvents.Add([0x80, 60, 0]);
        pair.RunCycles(4);
        Assert.That((_slavesEvents.Count, pair.Slave.IsSilent), Is.EqualTo((0, true)), "the end was played in a silent cycle");
        pair.Network.Drop = null;
        pair.RunCycles(100);
        Assert.That(Sounding(), Is.EqualTo(""));
    }

    [Test]
    public void Notes_of_a_master_that_freewheels_end_at_its_slave([Values] bool isCompact)
    {
        LinkedPair pair = MasterPlays(isCompact, s_session);
        Assert.That(pair.Seat.Ports.Send(0, 0, [0x90, 60, 100]), Is.True);
        pair.RunCycles(20);
        Assert.That(Sounding(), Is.EqualTo("60"));
        MasterLink link = pair.Seat.Link!;
        pair.Master.Seats.Clear();
        for (int cycle = 0; cycle < 50; cycle++)
        {
            link.Freewheel(pair.Seat.Ports);
            pair.RunCycles(1);
        }
        Assert.That(Sounding(), Is.EqualTo(""));
    }

    [Test]
    public void Notes_of_a_slave_that_freewheels_end_at_its_master([Values] bool isCompact)
    {
        LinkedPair pair = SlavePlays(isCompact);
        _slavesEvents.Add([0x90, 60, 100]);
        pair.RunCycles(20);
        Assert.That(Sounding(), Is.EqualTo("60"));
        pair.Slave.IsFreewheeling = true;
        pair.RunCycles(50);
        Assert.That(Sounding(), Is.EqualTo(""));
    }

    // Of 32 frames jack2 has room for 7 events in a cycle.
    [Test]
    public void Ends_of_notes_that_have_no_room_in_a_cycle_of_jack2_are_sent_in_the_next()
    {
        LinkedPair pair = MasterPlays(isCompact: false, s_session with { Period = 32 });
        for (int half = 0; half < 2; half++)
        {
            for (int note = 0; note < 5; note++)
                Assert.That(pair.Seat.Ports.Send(0, 0, [0x90, (byte)(60 + (5 * half) + note), 100]), Is.True);
            pair.RunCycles(1);
        }
        pair.RunCycles(20);
        Assert.That(Sounding().Split(' '), Has.Length.EqualTo(10));
        for (int note = 0; note < 10; note++)
            Assert.That(pair.Seat.Ports.Send(0, 0, [0x80, (byte)(60 + note), 0]), Is.True);
        pair.RunCycles(20);
        Assert.That(Sounding(), Is.EqualTo(""));
    }

    [Test]
    public void All_notes_off_that_comes_late_ends_no_note_that_began_after_it()
    {
        LinkedPair pair = MasterListens(s_session with { Capabilities = Capabilities.All, Latency = 0 });
        pair.RunCycles(10);
        Send(pair, [0x90, 60, 100]);
        pair.RunCycles(8);
        Send(pair, [0xB0, 123, 0]);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost;
        pair.RunCycles(1);
        Send(pair, [0x90, 61, 100]);
        pair.Network.Drop = (datagram, source, _) => source.Host == LinkedPair.SlaveHost && datagram[11] == 'r';
        pair.RunCycles(1);
        pair.Network.Drop = null;
        pair.RunCycles(100);
        Assert.That(_heard, Does.Not.Contain("B07B00"));
        Assert.That(Sounding(), Is.EqualTo("61"));
    }

    [Test]
    public void A_note_that_began_shortly_before_a_second_loss_has_two_seconds_of_its_own()
    {
        LinkedPair pair = MasterListens(s_session);
        pair.RunCycles(20);
        Send(pair, [0x90, 60, 100]);
        pair.RunCycles(20);
        Lose(pair);
        pair.RunCycles(350);
        Send(pair, [0x90, 72, 100]);
        pair.RunCycles(8);
        Lose(pair);
        Assert.That(Sounding(), Is.EqualTo("60 72"));
        pair.RunCycles(30);
        Assert.That(Sounding(), Is.EqualTo("72"), "two seconds after the first loss");
        pair.RunCycles(320);
        Assert.That(Sounding(), Is.EqualTo("72"), "1.9 s after the second");
        pair.RunCycles(450);
        Assert.That(Sounding(), Is.EqualTo(""));
    }

    private static void Lose(LinkedPair pair)
    {
        pair.Network.Drop = (datagram, source, _) => source.Host == LinkedPair.SlaveHost && datagram[11] == 'm';
        pair.RunCycles(3);
        pair.Network.Drop = null;
    }

    private static void Send(LinkedPair pair, byte[] data) => Assert.That(pair.Seat.Ports.Send(0, 0, data), Is.True);

    private LinkedPair SlavePlays(bool isCompact)
    {
        LinkedPair pair = MasterListens(s_session with { Capabilities = ExampleSession.CapabilitiesOf(isCompact) });
        pair.Slave.Graph = ports =>
        {
            ports.ClearOutgoingMidi();
            foreach (byte[] data in _slavesEvents)
                Assert.That(ports.Send(0, 0, data), Is.True);
            _slavesEvents.Clear();
        };
        pair.RunCycles(20);
        return pair;
    }

    private LinkedPair MasterPlays(bool isCompact, SessionParameters session)
    {
        var pair = new LinkedPair(session with { Capabilities = ExampleSession.CapabilitiesOf(isCompact) });
        pair.Seat.AfterCycle = (ports, _) => ports.ClearOutgoingMidi();
        pair.Slave.Graph = ports => _heard.AddRange(ports.Received(0).Select(what => what.Data));
        pair.RunCycles(20);
        return pair;
    }

    private LinkedPair MasterListens(SessionParameters session)
    {
        var pair = new LinkedPair(session);
        pair.Seat.AfterCycle = (ports, _) =>
        {
            ports.ClearOutgoingMidi();
            _heard.AddRange(ports.Received(0).Select(what => what.Data));
        };
        return pair;
    }

    private string Sounding()
    {
        var on = new SortedSet<int>();
        foreach (byte[] data in _heard.Select(Convert.FromHexString))
        {
            if (data[0] == 0x90)
                _ = on.Add(data[1]);
            else if (data[0] == 0x80)
                _ = on.Remove(data[1]);
        }
        return string.Join(' ', on);
    }
}
