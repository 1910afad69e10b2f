// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>Lost and late MIDI is recorded where there was some, and only there.</summary>
public class TakeMidiTests
{
    private const int Period = 256;

    // The cycle of the take in which the slave's event is sent, and the one that is lost.
    private const int Played = 100;

    private int _cycle;

    [TestCase(true, false, "concealed faded")]
    [TestCase(false, false, "concealed faded")]
    [TestCase(true, true, "concealed midi-lost faded midi-lost")] // of the last of the lost cycles nothing is known
    public void Lost_cycles_are_recorded_where_their_events_are_not_repeated(bool hasEvent, bool losesRepeats, string words)
    {
        TakePair take = Run(latency: 5, Capabilities.All & ~Capabilities.Resend, hasEvent, losesRepeats);
        Assert.That(WordsOf(take), Is.EqualTo(words));
        if (!losesRepeats)
            return;
        string[] concealed = take.MasterFiles.Faults(0)[0].Split(','), lost = take.MasterFiles.Faults(0)[1].Split(',');
        Assert.That((lost[4], lost[5], lost[6]), Is.EqualTo((concealed[4], concealed[5], $"{Period}")), "the first of them");
    }

    [Test]
    public void An_event_that_comes_with_the_next_cycle_is_late()
    {
        TakePair take = Run(latency: 0, Capabilities.All & ~Capabilities.Resend, hasEvent: true, losesRepeats: false);
        Assert.That(WordsOf(take), Is.EqualTo("concealed faded midi-late"));
    }

    [Test]
    public void Of_a_peer_that_repeats_nothing_events_may_be_lost()
    {
        TakePair take = Run(latency: 5, Capabilities.None, hasEvent: true, losesRepeats: false);
        Assert.That(WordsOf(take), Is.EqualTo("concealed midi-lost faded"));
    }

    [Test]
    public void A_session_without_audio_has_takes()
    {
        TakePair take = Run(latency: 5, Capabilities.All & ~Capabilities.Resend, hasEvent: true, losesRepeats: true, audio: 0);
        Assert.That(WordsOf(take), Is.EqualTo("midi-lost"));
        Assert.That(take.MasterLines.Lines.Single(), Does.Contain(" frames, 1 faults besides audio, see takes/"));
    }

    [Test]
    public void Events_are_recorded_where_no_audio_is_connected()
    {
        TakePair take = Run(latency: 5, Capabilities.All & ~Capabilities.Resend, hasEvent: true, losesRepeats: true, isConnected: false);
        Assert.That(WordsOf(take), Is.EqualTo("midi-lost"));
    }

    private TakePair Run(
        int latency, Capabilities capabilities, bool hasEvent, bool losesRepeats, int audio = 2, bool isConnected = true)
    {
        SessionParameters session = ExampleSession.Parameters with
        {
            Latency = latency,
            SlaveSync = latency == 0,
            Capabilities = capabilities,
            SendAudio = audio,
            ReturnAudio = audio,
        };
        var take = new TakePair(session);
        if (!isConnected)
            take.Pair.Seat.Ports.IncomingConnections = default;
        take.Run(40);
        take.Roll();
        _cycle = 0;
        take.SlaveGraph = ports =>
        {
            ports.ClearOutgoingMidi();
            if (++_cycle == Played && hasEvent)
                Assert.That(ports.Send(0, 10, [0x90, 60, 100]), Is.True);
        };
        uint lost = 0;
        take.Pair.Network.Drop = (datagram, source, _) =>
        {
            if (source.Host != LinkedPair.SlaveHost || !PacketReader.TryOpen(datagram, out PacketReader packet))
                return false;
            if (_cycle == Played && lost == 0)
                lost = packet.Header.Cycle + (session.SlaveSync ? 0u : 1u);
            return lost != 0 && packet.Header.Cycle - lost <= (losesRepeats ? MidiRepeat.Cycles : 0u);
        };
        take.Run(200);
        take.Finish();
        return take;
    }

    private static string WordsOf(TakePair take) =>
        take.MasterFiles.Files.Count == 0 ? "" : string.Join(' ', take.MasterFiles.Faults(0).Select(line => line.Split(',')[3]));
}
