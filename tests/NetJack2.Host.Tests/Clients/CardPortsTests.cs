// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Models;
using NetJack2.RealTime;

namespace NetJack2.Host.Tests.Clients;

/// <summary>Which of a card's ports are connected with an adapter's, when, and how often.</summary>
public class CardPortsTests
{
    private static readonly AdapterPortCounts s_counts = new(Capture: 2, Playback: 2, MidiCapture: 0, MidiPlayback: 1);
    private readonly VirtualClock _clock = new();

    [Test]
    public void New_ports_are_returned_once_when_no_further_one_has_appeared_for_a_while()
    {
        var ports = new NewPorts(_clock);
        ports.Add(1);
        Wait(Durations.AbsenceNs - 1);
        Assert.That(ports.Collect(), Is.Null);
        ports.Add(2);
        ports.Add(3);
        ports.Remove(1);
        Wait(Durations.AbsenceNs - 1);
        Assert.That(ports.Collect(), Is.Null);
        Wait(1);
        Assert.That(ports.Collect(), Is.EquivalentTo((nint[])[2, 3]));
        Assert.That(ports.Collect(), Is.Null);
    }

    [Test]
    public void Ports_that_were_there_are_connected_first_to_first_and_are_not_new()
    {
        var cards = Cards(isNew: false);
        Assert.That(cards.ConnectionsOf("adapter", s_counts), Is.EqualTo(((string, string)[])
        [
            ("system:capture_1", "adapter:playback_1"), ("system:capture_2", "adapter:playback_2"),
            ("adapter:capture_1", "system:playback_1"), ("system:midi_capture_1", "adapter:midi_playback_1"),
        ]));
        Wait(Durations.SecondNs);
        Assert.That(cards.CollectNew("adapter", s_counts), Is.Null);
    }

    [Test]
    public void Of_ports_that_appear_later_only_those_are_connected()
    {
        var cards = Cards(isNew: false);
        cards.Remove(2);
        cards.Add(6, "other:capture_1", isMidi: false, isOutput: true, isNew: true);
        Wait(Durations.AbsenceNs);
        Assert.That(cards.CollectNew("adapter", s_counts), Is.EqualTo(((string, string)[])[("other:capture_1", "adapter:playback_2")]));
        Assert.That(cards.CollectNew("adapter", s_counts), Is.Null);
    }

    // Three inputs of a card, of which the adapter has ports for two, an output, and one for MIDI; not in the order of their numbers.
    private CardPorts Cards(bool isNew)
    {
        var cards = new CardPorts(_clock);
        cards.Add(3, "system:capture_3", isMidi: false, isOutput: true, isNew);
        cards.Add(2, "system:capture_2", isMidi: false, isOutput: true, isNew);
        cards.Add(1, "system:capture_1", isMidi: false, isOutput: true, isNew);
        cards.Add(4, "system:playback_1", isMidi: false, isOutput: false, isNew);
        cards.Add(5, "system:midi_capture_1", isMidi: true, isOutput: true, isNew);
        cards.Remove(3);
        return cards;
    }

    private void Wait(long nanoseconds) => _clock.Now += nanoseconds;
}
