// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;
using NetJack2.Protocol.Wire;
using NetJack2.World;

namespace NetJack2.Sessions.Tests.Takes;

/// <summary>What is lost of coded audio is recorded, also where its decoder plays silence and makes nothing up.</summary>
public class TakeCodecTests
{
    // A decoder continues the sound for 100 ms.
    [TestCase(true, 256, 60, 61)]
    [TestCase(true, 256, 1, 2)]
    [TestCase(true, 64, 200, 202)]
    [TestCase(true, 240, 60, 61)]
    [TestCase(false, 240, 60, 61)]
    public void All_of_it_is_recorded_and_the_rest_of_the_frame_that_follows(bool isCompact, int period, int lost, int recorded)
    {
        var take = new TakePair(ExampleSession.Parameters with
        {
            Capabilities = ExampleSession.CapabilitiesOf(isCompact),
            Encoder = SampleEncoder.Opus,
            Kilobits = 128,
            SendMidi = 0,
            ReturnMidi = 0,
            Period = period,
        });
        take.Run(40);
        take.Roll();
        take.Run(100);
        uint first = 0;
        take.Pair.Network.Drop = (datagram, source, _) =>
        {
            if (source.Host != LinkedPair.SlaveHost || !PacketReader.TryOpen(datagram, out PacketReader packet))
                return false;
            first = first == 0 ? packet.Header.Cycle : first;
            return packet.Header.Cycle - first < lost;
        };
        take.Run(lost + 100);
        take.Finish();
        string[] fields = take.MasterFiles.Faults(0).Single().Split(',');
        Assert.That((fields[3], fields[6]), Is.EqualTo(("concealed", $"{recorded * period}")));
    }
}
