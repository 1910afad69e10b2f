// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.JackProbe.Grammar;
using static NetJack2.JackProbe.Junk.Wire;

namespace NetJack2.JackProbe.Rogues;

/// <summary>What rogue slaves do, all by valid packets.</summary>
internal sealed record RoguePlan
{
    private const uint CyclePackets = 1, CodedAudio = 4, Transport = 8, Opus = 3;

    private static readonly string[] s_names =
    [
        "\u001b[31m\u001b[2J", "\u001b]0;title\a", "a\nb\rc", "../../../etc/passwd", "%s%n%x", "system", "\u202eevil", "", " ", "a:b:c",
        new string('x', 64), "<b>&amp;", "'; --", "\u0000hidden",
    ];

    /// <summary>How many at a time.</summary>
    public int Slaves { get; init; } = 1;

    /// <summary>How long each stays after its session has begun, or after it was made if it begins none; then another one replaces it.
    /// </summary>
    public int LifeMs { get; init; } = int.MaxValue;

    /// <summary>Whether they answer offers.</summary>
    public bool Begins { get; init; } = true;

    /// <summary>Whether they order the master's transport in each cycle.</summary>
    public bool Orders { get; init; }

    /// <summary>Whether their answers carry numbers of other cycles, 0 too.</summary>
    public bool Misnumbers { get; init; }

    /// <summary>The announcement of the slave with a number.</summary>
    public required Func<int, Random, byte[]> Announce { get; init; }

    /// <summary>The plans by name.</summary>
    public static IReadOnlyDictionary<string, RoguePlan> All { get; } = new Dictionary<string, RoguePlan>(StringComparer.Ordinal)
    {
        // Large sessions fill the memory of the manager.
        ["memory"] = new() { Slaves = 24, Announce = (number, _) => Slave($"large{number}", ports: 255, midi: 8, latency: 30) },
        // Sessions are begun and left.
        ["churn"] = new() { Slaves = 8, LifeMs = 40, Announce = (number, _) => Slave($"churn{number}", ports: 2, midi: 1, latency: 5) },
        // Announcements whose parameters change, each of which would be measured and offered anew.
        ["flap"] = new()
        {
            Slaves = 16, LifeMs = 30, Begins = false,
            Announce = (number, random) => With(
                Slave($"flap{number % 8}", ports: 2, midi: 0, latency: random.Next(31), CyclePackets | CodedAudio),
                (Junk.Wire.Encoder, Opus), (KiloBits, (uint)random.Next(8, 513))),
        },
        // A slave that orders the transport all the time.
        ["transport"] = new()
        {
            Orders = true, Announce = (_, _) => Slave("conductor", ports: 1, midi: 0, latency: 5, CyclePackets | Transport),
        },
        // Names for the terminal of who reads the log.
        ["names"] = new()
        {
            Slaves = 8, LifeMs = 300,
            Announce = (number, _) => Named(Slave("", ports: 1, midi: 0, latency: 5), s_names[number % s_names.Length]),
        },
        // Opus between netjack2-cs peers, of cycles that there are not.
        ["opus"] = new()
        {
            Slaves = 2, Misnumbers = true,
            Announce = (number, _) => With(
                Slave($"opus{number}", ports: 4, midi: 1, latency: 5, CyclePackets | CodedAudio),
                (Junk.Wire.Encoder, Opus), (KiloBits, 128)),
        },
    };

    private static byte[] Slave(string name, int ports, int midi, int latency, uint features = 0)
    {
        byte[] packet = Parameters(packetId: 0, name);
        Put(packet, Junk.Wire.SessionId, 0);
        Put(packet, SampleRate, 0);
        Put(packet, Period, 0);
        if (features != 0)
        {
            Encoding.ASCII.GetBytes("NJ2C").CopyTo(packet, KnownSession.SlaveBlock);
            Put(packet, KnownSession.SlaveBlock + 4, 1);
            Put(packet, KnownSession.SlaveBlock + KnownSession.Features, features);
        }

        return With(
            packet, (SendAudio, (uint)ports), (ReturnAudio, (uint)ports), (SendMidi, (uint)midi), (ReturnMidi, (uint)midi),
            (Latency, (uint)latency));
    }

    private static byte[] Named(byte[] packet, string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        text.AsSpan(0, Math.Min(text.Length, 64)).CopyTo(packet.AsSpan(Name));
        text.AsSpan(0, Math.Min(text.Length, 64)).CopyTo(packet.AsSpan(SlaveNetworkName));
        return packet;
    }

    private static byte[] With(byte[] packet, params (int Offset, uint Value)[] fields)
    {
        foreach (var (offset, value) in fields) Put(packet, offset, value);
        return packet;
    }
}
