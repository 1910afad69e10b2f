// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Tests.Jack2;
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.World;

namespace NetJack2.Link.Tests.Midi;

/// <summary>MIDI over networks that lose packets.</summary>
public class MidiRepeatTests
{
    private static readonly SessionParameters s_session = ExampleSession.Parameters with { Capabilities = ExampleSession.Unrepaired };

    private readonly List<(long Frame, string Data)> _sent = [];
    private readonly List<(long Frame, string Data)> _played = [];

    [SetUp]
    public void Begin()
    {
        _sent.Clear();
        _played.Clear();
    }

    [Test]
    public void Events_of_a_lost_cycle_are_played_at_their_time([Values] bool sync, [Values(1, 2, 3, 4, 5)] int seed)
    {
        LinkedPair pair = Play(s_session with { SlaveSync = sync, Latency = 8 }, new Random(seed), seed);
        pair.Network.Loss = 0.05;
        pair.RunCycles(1000);
        pair.Network.Loss = 0;
        pair.RunCycles(50);
        Assert.That(pair.MasterCounters.Values.MidiRecovered, Is.Positive);
        Assert.That(pair.SlaveCounters.Values.MidiRecovered, Is.Positive);
        List<string> begun = [.. _played.Select(what => what.Data).Where(data => data.StartsWith('9'))];
        Assert.That(
            begun.Order(StringComparer.Ordinal),
            Is.EqualTo(_sent.Take(begun.Count).Select(what => what.Data).Order(StringComparer.Ordinal)),
            "each of them, and once");
        Assert.That(_sent, Has.Count.LessThan(begun.Count + 40));
        // Late are those of cycles of which something else came, so that the slave did not wait for the next.
        HashSet<(long, string)> inTime = [.. _sent.Select(what => (what.Frame + pair.Session.MidiRoundTripFrames, what.Data))];
        int late = _played.Count(what => what.Data.StartsWith('9') && !inTime.Contains(what));
        Assert.That(late, Is.LessThan(_played.Count / 10));
    }

    [Test]
    public void Without_latency_a_lost_event_comes_late_and_an_outdated_one_not_at_all()
    {
        LinkedPair pair = Pair(s_session with { Latency = 0, SlaveSync = true });
        pair.RunCycles(10);
        Send(pair, [0x90, 60, 100]);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost;
        pair.RunCycles(1);
        Send(pair, [0xB0, 7, 1]);
        pair.RunCycles(1);
        pair.Network.Drop = null;
        Send(pair, [0xB0, 7, 2]);
        pair.RunCycles(1);
        pair.RunCycles(8);
        Assert.That(Played(), Is.EqualTo("903C64 B00701 B00702"));
        // The note is off before its note-on arrives.
        _played.Clear();
        Send(pair, [0x90, 61, 100]);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost;
        pair.RunCycles(1);
        pair.Network.Drop = (datagram, source, _) => source.Host == LinkedPair.SlaveHost && datagram[11] == 'r';
        Send(pair, [0x80, 61, 0]);
        pair.RunCycles(1);
        pair.Network.Drop = null;
        pair.RunCycles(8);
        Assert.That(Played(), Is.EqualTo("803D00"));
    }

    [Test]
    public void A_note_whose_end_comes_late_ends_once()
    {
        LinkedPair pair = Pair(s_session with { Latency = 0, SlaveSync = true });
        pair.RunCycles(10);
        Send(pair, [0x90, 60, 100]);
        pair.RunCycles(2);
        // Of the cycle with the end comes what is held behind it, and that is no note.
        pair.Network.Drop = (datagram, source, _) => source.Host == LinkedPair.SlaveHost && datagram[11] == 'c';
        Send(pair, [0x80, 60, 0]);
        pair.RunCycles(1);
        pair.Network.Drop = null;
        pair.RunCycles(8);
        Assert.That(Played(), Is.EqualTo("903C64 803C40"));
    }

    [Test]
    public void After_any_burst_no_note_is_stuck_and_none_is_cut([Values] bool sync, [Values(1, 2, 3)] int seed, [Values(4, 12)] int burst)
    {
        LinkedPair pair = Pair(s_session with { SlaveSync = sync }, seed);
        pair.RunCycles(20);
        Send(pair, [0x90, 36, 100]);
        Send(pair, [0xB1, 64, 127]);
        pair.RunCycles(1);
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            for (int note = 48; note < 60; note++)
                Send(pair, [0x90, (byte)note, 90]);
            pair.RunCycles(random.Next(5, 10));
            bool isBack = random.Next(2) == 0;
            pair.Network.Drop = (_, source, _) => source.Host == (isBack ? LinkedPair.SlaveHost : LinkedPair.MasterHost);
            for (int note = 48; note < 60; note++)
                Send(pair, [0x80, (byte)note, 0]);
            pair.RunCycles(burst);
            pair.Network.Drop = null;
            pair.RunCycles(60);
            Assert.That(Sounding(), Is.EqualTo("36"), "what is held goes on, what is not ends within a third of a second");
        }
        Assert.That(pair.MasterCounters.Values.NotesEnded + pair.SlaveCounters.Values.NotesEnded, Is.Positive);
    }

    [Test]
    public void Notes_and_pedal_of_a_disconnected_peer_end([Values] bool isCompact, [Values] bool isSlave)
    {
        LinkedPair pair = Pair(s_session with { Capabilities = ExampleSession.CapabilitiesOf(isCompact), SlaveSync = true });
        pair.RunCycles(20);
        Send(pair, [0x93, 60, 100]);
        Send(pair, [0xB3, 64, 127]);
        pair.RunCycles(20);
        Assert.That(Sounding(), Is.EqualTo("60"));
        pair.Network.Unplug(isSlave ? LinkedPair.SlaveHost : LinkedPair.MasterHost);
        pair.RunCycles(30);
        Assert.That(Sounding(), Is.EqualTo(""));
        Assert.That(Played()[^13..], Is.EqualTo("833C40 B34000"));
        if (isSlave)
            Assert.That(pair.Slave.Ports.IncomingMidiCount(0), Is.Zero);
    }

    [Test]
    public void A_note_of_jack2_that_was_on_during_a_loss_ends_after_two_seconds()
    {
        LinkedPair pair = Pair(s_session with { Capabilities = Capabilities.None, SlaveSync = true });
        pair.RunCycles(20);
        Send(pair, [0x90, 60, 100]);
        pair.RunCycles(20);
        pair.Network.Drop = (datagram, source, _) => source.Host == LinkedPair.SlaveHost && datagram[11] == 'm';
        Send(pair, [0x80, 60, 0]);
        pair.RunCycles(6);
        pair.Network.Drop = null;
        Send(pair, [0x90, 72, 100]);
        pair.RunCycles(340);
        Assert.That(Sounding(), Is.EqualTo("60 72"));
        pair.RunCycles(40);
        Assert.That(Sounding(), Is.EqualTo("72"), "which began after the loss");
    }

    // A controller that was not played yet is not one that was played in cycle 0.
    [Test]
    [Property("Defect", "Fault-28")]
    public void Late_events_are_played_before_the_number_of_the_cycles_wraps_around([Values(5u, 40u)] uint cycles)
    {
        LinkedPair pair = Pair(s_session with { Latency = 0, SlaveSync = true }, before: uint.MaxValue - cycles - 10);
        pair.RunCycles(10);
        Send(pair, [0xB0, 7, 1]);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.SlaveHost;
        pair.RunCycles(1);
        pair.Network.Drop = null;
        pair.RunCycles(8);
        Assert.That(Played(), Is.EqualTo("B00701"));
    }

    [Test]
    [Property("Defect", "Fault-28")]
    public void Events_of_the_last_cycles_before_the_number_wraps_around_are_repeated_in_three([Values(0u, 1u, 2u, 3u)] uint left)
    {
        LinkedPair pair = Pair(s_session with { Latency = 8, SlaveSync = true }, before: uint.MaxValue - 21 - left);
        pair.RunCycles(21);
        Send(pair, [0x90, 60, 100]);
        pair.Network.Drop = (_, source, _) => source.Host == LinkedPair.MasterHost;
        pair.RunCycles(3);
        pair.Network.Drop = null;
        pair.RunCycles(20);
        Assert.That(Played(), Is.EqualTo("903C64"));
    }

    [Test]
    public void A_new_session_ends_what_the_one_before_has_left()
    {
        LinkedPair pair = Pair(s_session with { SlaveSync = true });
        pair.RunCycles(20);
        Send(pair, [0x90, 60, 100]);
        pair.RunCycles(20);
        var held = new List<string>();
        pair.Slave.Graph = ports => held.AddRange(ports.Received(0).Select(what => what.Data));
        var ports = FakePorts.OfSlave(pair.Session);
        // As after a change of the period: no silence between the two.
        pair.Slave.Use(null, ports, pair.Session.SampleRate);
        pair.RunCycles(10);
        Assert.That(string.Join(' ', held), Is.EqualTo("803C40"));
    }

    [Test]
    public void A_peer_without_events_sends_no_repeats()
    {
        LinkedPair pair = Pair(s_session);
        int repeats = 0;
        pair.Network.Drop = (datagram, _, _) =>
        {
            repeats += datagram[11] == 'r' ? 1 : 0;
            return false;
        };
        pair.RunCycles(500);
        Assert.That(repeats, Is.Zero);
        Send(pair, [0x90, 60, 100]);
        pair.RunCycles(188);
        Assert.That(repeats, Is.InRange(2 * 10, 2 * 14), "three times at once, and then ten times a second, both ways");
    }

    private LinkedPair Pair(SessionParameters session, int seed = 1, uint before = 0)
    {
        var pair = new LinkedPair(session, seed, before: before);
        pair.Seat.BeforeCycle = (_, _) => { };
        pair.Seat.AfterCycle = (ports, frame) =>
        {
            ports.ClearOutgoingMidi();
            foreach ((uint time, string data) in ports.Received(0))
                _played.Add((frame + time, data));
        };
        return pair;
    }

    // A few events in some of the cycles, each at its frame.
    private LinkedPair Play(SessionParameters session, Random random, int seed)
    {
        LinkedPair pair = Pair(session, seed);
        pair.Seat.BeforeCycle = (ports, frame) =>
        {
            ports.ClearOutgoingMidi();
            for (uint time = 0; time < session.Period && random.Next(3) != 0; time += (uint)random.Next(1, 100))
            {
                byte[] data = [0x90, (byte)(_sent.Count & 127), (byte)(1 + (_sent.Count >> 7))];
                _ = ports.Send(0, time, data);
                _sent.Add((frame + time, Convert.ToHexString(data)));
            }
        };
        return pair;
    }

    private static void Send(LinkedPair pair, byte[] data) => Assert.That(pair.Seat.Ports.Send(0, 0, data), Is.True);

    private string Played() => string.Join(' ', _played.Select(what => what.Data));

    private string Sounding()
    {
        var on = new List<int>();
        foreach ((_, string text) in _played)
        {
            byte[] data = Convert.FromHexString(text);
            if ((data[0] & 0xF0) is 0x80 or 0x90)
                _ = on.Remove(data[1]);
            if ((data[0] & 0xF0) == 0x90)
                on.Add(data[1]);
        }
        return string.Join(' ', on.Order());
    }
}
