// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Session;

namespace NetJack2.Sessions.Handshake;

/// <summary>Texts for the errors of handshake packets with their remedies, for a log line.</summary>
public static class FaultText
{
    /// <summary>One clause, without a full stop.</summary>
    public static string Describe(SessionFault fault, in SessionPacket packet) => fault switch
    {
        SessionFault.NotHandshake => "it is not 644 bytes that begin with \"params\"",
        SessionFault.Version =>
            $"it uses protocol {packet.Version}, this side uses {SessionPacket.CurrentVersion}; use jack2 1.9.11 or later there",
        SessionFault.PacketId => $"packet id {(uint)packet.PacketId} is not expected here",
        SessionFault.Name => "the slave has no name; give it one with -n",
        SessionFault.Mtu => $"MTU {packet.Mtu} is not in {SessionValidator.MinMtu}…{SessionValidator.MaxMtu}; change -M on the slave",
        SessionFault.Channels =>
            $"channel counts {(int)(uint)packet.SendAudioChannels}/{(int)(uint)packet.ReturnAudioChannels} audio and "
            + $"{(int)(uint)packet.SendMidiChannels}/{(int)(uint)packet.ReturnMidiChannels} MIDI are not all in "
                + $"0…{SessionValidator.MaxChannels}",
        SessionFault.NoChannels =>
            "it would have no channel at all; set -C, -P, -i or -o on the slave, or use a master with physical ports",
        SessionFault.Encoder =>
            $"encoder {packet.SampleEncoder} is none of float (0), int16 (1) and Opus (3); choose one with -e on the slave",
        SessionFault.Celt => "it requests CELT, which nothing supports any more; use -O (Opus) instead of -c on the slave",
        SessionFault.Kilobits =>
            $"{packet.KilobitsPerSecond} kbit/s of Opus are not in {SessionValidator.MinKilobits}…{SessionValidator.MaxKilobits}; "
                + "change -O on the slave",
        SessionFault.Latency =>
            $"network latency {packet.NetworkLatency} is more than {SessionValidator.MaxLatency} cycles; change -l on the slave",
        SessionFault.SampleRate => $"sample rate {packet.SampleRate} is out of range",
        SessionFault.Period => $"period {packet.PeriodSize} is not in {SessionValidator.MinPeriod}…{SessionValidator.MaxPeriod}",
        _ => "nothing",
    };
}
