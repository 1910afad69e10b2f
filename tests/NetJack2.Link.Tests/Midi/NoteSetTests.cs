// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Midi;

namespace NetJack2.Link.Tests.Midi;

/// <summary>The set of notes that are on, from their events.</summary>
public class NoteSetTests
{
    private static readonly HeldNote s_note = new(0, 3, 60), s_pedal = new(0, 3, NoteSet.Pedal), s_other = new(1, 3, 60);
    private NoteSet _notes = null!;

    [SetUp]
    public void Begin()
    {
        _notes = new NoteSet(2);
        _notes.Follow(0, [0x93, 60, 100]);
        _notes.Follow(0, [0xB3, 64, 127]);
        _notes.Follow(1, [0x93, 60, 100]);
    }

    [Test]
    [Property("Defect", "Fault-03")]
    public void A_set_for_more_ports_has_the_same_notes()
    {
        NoteSet larger = _notes.ForPorts(3);
        larger.Add(new HeldNote(2, 0, 1));
        bool hasAll = larger.Contains(s_note) && larger.Contains(s_pedal) && larger.Contains(s_other);
        Assert.That((hasAll, larger.Count), Is.EqualTo((true, 4)));
        Assert.That((larger.ForPorts(1), new NoteSet(0).ForPorts(0).Count), Is.EqualTo((larger, 0)));
    }

    [Test]
    public void A_reset_ends_what_is_on_at_its_port_and_no_other()
    {
        _notes.Follow(0, [0xFF]);
        Assert.That((_notes.Count, _notes.Contains(s_other)), Is.EqualTo((1, true)));
    }

    [TestCase(new byte[] { 0x83, 60, 0 }, false, true)]
    [TestCase(new byte[] { 0x93, 60, 0 }, false, true)]
    [TestCase(new byte[] { 0xB3, 123, 0 }, false, true)]
    [TestCase(new byte[] { 0xB3, 120, 0 }, false, true)]
    [TestCase(new byte[] { 0xB3, 64, 0 }, true, false)]
    [TestCase(new byte[] { 0x84, 60, 0 }, true, true, Description = "another channel")]
    [TestCase(new byte[] { 0xB3, 64, 127 }, true, true)]
    [TestCase(new byte[] { 0xB3, 7, 0 }, true, true)]
    public void An_end_takes_out_what_it_ends(byte[] data, bool hasNote, bool hasPedal)
    {
        bool isOther = data[0] == 0x84;
        _notes.Follow(0, data);
        Assert.That((_notes.Contains(s_note), _notes.Contains(s_pedal), _notes.Contains(s_other)), Is.EqualTo((hasNote, hasPedal, true)));
        Assert.That(NoteSet.IsEnd(data), Is.EqualTo(isOther || !hasNote || !hasPedal));
    }
}
