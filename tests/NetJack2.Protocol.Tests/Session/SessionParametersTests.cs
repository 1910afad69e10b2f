// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Extension;
using NetJack2.Protocol.Session;

namespace NetJack2.Protocol.Tests.Session;

public class SessionParametersTests
{
    // jack2's own figures at latency 5 and 256 frames (protocol document, 6.8).
    [TestCase(5, 256, true, 640, 640)]
    [TestCase(5, 256, false, 640, 896)]
    [TestCase(0, 256, true, 0, 0)]
    [TestCase(0, 256, false, 0, 256)]
    [TestCase(1, 441, true, 220, 221)]
    [TestCase(30, 8192, false, 122_880, 131_072)]
    [Property("Defect", "D-30")]
    public void The_two_ways_are_halves_of_the_latency_and_their_sum_is_the_round_trip(
        int latency, int period, bool sync, int send, int back)
    {
        SessionParameters session = Session(latency, period, sync);
        Assert.That((session.SendLatencyFrames, session.ReturnLatencyFrames), Is.EqualTo((send, back)));
        Assert.That(session.RoundTripFrames, Is.EqualTo(send + back));
    }

    private static SessionParameters Session(int latency, int period, bool sync) => new()
    {
        Mtu = 1500,
        SessionId = 1,
        SendAudio = 2,
        ReturnAudio = 2,
        SendMidi = 0,
        ReturnMidi = 0,
        SampleRate = 48000,
        Period = period,
        SlaveSync = sync,
        Latency = latency,
        Capabilities = Capabilities.None,
    };
}
