// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Cycles;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Link.Tests.Cycles;

public class DirectionParametersTests
{
    [Test]
    public void The_two_directions_mirror_each_other()
    {
        SessionParameters session = ExampleSession.Parameters with { SendAudio = 2, ReturnAudio = 3, SendMidi = 4, ReturnMidi = 5 };
        Assert.That(
            DirectionParameters.Send(session),
            Is.EqualTo(new DirectionParameters(StreamDirection.Send, 7, Audio: 2, Midi: 4, Wantable: 3, 256, 1500)));
        Assert.That(
            DirectionParameters.Return(session),
            Is.EqualTo(new DirectionParameters(StreamDirection.Return, 7, Audio: 3, Midi: 5, Wantable: 2, 256, 1500)
            {
                IsPacedByReceiver = true,
            }));
    }

    [TestCase(0, 0)]
    [TestCase(1, 32_804)]
    [TestCase(255, 262_144)]
    [Property("Defect", "D-58")]
    public void Each_MIDI_port_has_room_for_a_whole_port_buffer_within_reason(int ports, int bytes)
        => Assert.That(new DirectionParameters(StreamDirection.Send, 7, 0, ports, 0, 256, 1500).MidiCapacity, Is.EqualTo(bytes));
}
