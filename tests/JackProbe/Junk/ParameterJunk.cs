// SPDX-License-Identifier: GPL-2.0-or-later
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Junk;

/// <summary>Malformed and forged handshake datagrams (D-01, D-02, D-03, D-04, D-24, D-36, D-56).</summary>
internal static class ParameterJunk
{
    private const uint MinusTwo = unchecked((uint)-2);
    private const uint SlaveAvailable = 0, SlaveSetup = 1, StartMaster = 2, StartSlave = 3, KillMaster = 4;

    /// <summary>Kinds of which none may have an effect on any receiver.</summary>
    public static IReadOnlyDictionary<string, Func<Random, byte[]>> Kinds { get; }
        = new Dictionary<string, Func<Random, byte[]>>(StringComparer.Ordinal)
        {
            ["empty"] = _ => [],
            ["shorter-than-params"] = random => Parameters(SlaveAvailable, "short")[..random.Next(1, ParametersSize)],
            ["longer-than-params"] = random => [.. Parameters(KillMaster + 7, "long"), .. new byte[random.Next(1, 800)]],
            ["wrong-magic"] = _ => Spoil(Parameters(SlaveAvailable, "magic"), 0, 0x58585858),
            ["unknown-packet-id"] = random => Spoil(Parameters(SlaveAvailable, "id"), PacketId, (uint)random.Next(5, int.MaxValue)),
            ["wrong-version"] = random => Spoil(Parameters(SlaveAvailable, "version"), Wire.Version, (uint)random.Next(9, 1000)),
            ["mtu-zero"] = _ => Spoil(Parameters(SlaveAvailable, "mtu"), Mtu, 0),
            ["mtu-tiny"] = random => Spoil(Parameters(SlaveAvailable, "mtu"), Mtu, (uint)random.Next(1, 113)),
            ["mtu-huge"] = random => Spoil(Parameters(SlaveAvailable, "mtu"), Mtu, 0x7FFFFFFFu + (uint)random.Next(0, 2)),
            ["channels-minus-two"] = random => Spoil(Parameters(SlaveAvailable, "minus"), AnyCount(random), MinusTwo),
            ["channels-huge"] = random => Spoil(Parameters(SlaveAvailable, "huge"), AnyCount(random), (uint)random.Next(256, int.MaxValue)),
            ["unknown-encoder"] = random => Spoil(Parameters(SlaveAvailable, "encoder"), Encoder, (uint)random.Next(4, int.MaxValue)),
            ["latency-huge"] = random => Spoil(Parameters(SlaveAvailable, "latency"), Latency, (uint)random.Next(31, int.MaxValue)),
            ["slave-sync-2"] = _ => Spoil(Parameters(SlaveAvailable, "sync"), SlaveSync, 0xDEAD),
            ["name-without-end"] = _ => NameWithoutEnd(),
            ["name-with-control-bytes"] = random => NameOfNoise(random),
            ["setup-from-nowhere"] = random => Spoil(Parameters(SlaveSetup, "forged"), SampleRate + (4 * random.Next(2)), 0),
            ["setup-with-noise"] = random => Noise(Parameters(SlaveSetup, "noise"), random, Mtu),
            ["start-master-from-nowhere"] = _ => Parameters(StartMaster, "start"),
            ["start-slave"] = _ => Parameters(StartSlave, "start"),
            ["kill-master"] = random => Spoil(Parameters(KillMaster, "kill"), SessionId, (uint)random.Next(0, 8)),
            ["params-of-noise"] = random => Noise(Parameters(SlaveAvailable, "noise"), random, SendAudio),
            ["noise"] = random => Noise(new byte[random.Next(1, 1500)], random, 0),
            ["noise-of-params-size"] = random => Noise(new byte[ParametersSize], random, 0),
        };

    /// <summary>A valid announcement of a slave that never answers: it may cause a handshake, but no delay for others (D-23).</summary>
    public static byte[] SilentAnnouncer(Random random) => Parameters(SlaveAvailable, $"ghost{random.Next(4)}");

    // The offset of one of the four counts of channels.
    private static int AnyCount(Random random) => SendAudio + (4 * random.Next(4));

    private static byte[] Spoil(byte[] packet, int offset, uint value)
    {
        Put(packet, offset, value);
        return packet;
    }

    private static byte[] NameWithoutEnd()
    {
        byte[] packet = Parameters(SlaveAvailable, "");
        packet.AsSpan(Name, Mtu - Name).Fill((byte)'A');
        Put(packet, SendAudio, MinusTwo); // else it is a valid slave with a long name
        return packet;
    }

    private static byte[] NameOfNoise(Random random)
    {
        byte[] packet = Parameters(SlaveAvailable, "");
        random.NextBytes(packet.AsSpan(Name, 64));
        Put(packet, Mtu, 0);
        return packet;
    }

    private static byte[] Noise(byte[] packet, Random random, int from)
    {
        random.NextBytes(packet.AsSpan(from));
        return packet;
    }
}
