// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Grammar;

/// <summary>
/// Makes datagrams that are well-formed and wrong by their meaning: of cycles that cannot have been sent, of other sessions, directions and
/// states, and with one field that does not fit the others. The same seed gives the same datagrams.
/// </summary>
/// <param name="session">What the attacker knows.</param>
/// <param name="names">Names of slaves that there are, or that may be.</param>
internal sealed class PacketGrammar(KnownSession session, int seed, params IReadOnlyList<string> names)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<char, Queue<byte[]>> _due = new() { ['s'] = new(), ['r'] = new(), ['l'] = new() };
    private readonly List<byte[]> _past = [];
    private uint _jumped;

    private CyclePhrases Phrases => new(session, _random);

    private FieldChanges Changes => new(session, _random);

    /// <summary>The next datagram.</summary>
    /// <param name="to">Its target: <c>s</c> for the slave's end of the session, <c>r</c> for the master's, <c>l</c> for the port at which
    /// the manager receives announcements.</param>
    public byte[] Next(char to)
    {
        Queue<byte[]> due = _due[to];
        while (due.Count == 0)
        {
            foreach (byte[] packet in to == 'l' ? (IEnumerable<byte[]>)[Handshake()] : Phrase(to)) due.Enqueue(packet);
        }
        byte[] next = due.Dequeue();
        Remember(next);
        return next;
    }

    private IEnumerable<byte[]> Phrase(char stream)
    {
        switch (_random.Next(21))
        {
            case < 4:
                return Cycle(stream, Number());
            case < 7:
                return Cycle(stream, Number()).Select(packet => _random.Next(3) == 0 ? Changes.ChangeHeader(packet) : packet);
            case 7:
                uint latest = session.Cycle + (uint)_random.Next(-3, 4);
                return Phrases.Compact(stream, latest, copy: (uint)_random.Next(1, 6));
            case 8:
                return Jump(stream);
            case < 12 when session.Models.Count != 0:
                return [Model()];
            case 12:
                return [Phrases.Transport(stream, Number())];
            case 13:
                return [Phrases.Repeat(stream, Number())];
            case 14:
                return [Phrases.Probe(stream)];
            case 15:
                return [Phrases.Sync(stream, Number())];
            case 17:
                return [Phrases.Request(stream, Number())];
            case 16 when _past.Count != 0:
                return [(byte[])_past[_random.Next(_past.Count)].Clone()];
            default:
                return [Handshake()];
        }
    }

    private List<byte[]> Cycle(char stream, uint cycle)
        => session.IsCompact ? Phrases.Compact(stream, cycle) : [Phrases.Sync(stream, cycle)];

    // Some cycles in a row that agree about where the peer is.
    private IEnumerable<byte[]> Jump(char stream)
    {
        _jumped = Number();
        int count = _random.Next(2, 12);
        return Enumerable.Range(0, count).SelectMany(index => Cycle(stream, _jumped + (uint)index));
    }

    private uint Number()
    {
        int latency = session.LatencyCycles;
        uint[] edges = [0, 1, uint.MaxValue, session.Cycle + int.MaxValue, session.Cycle + 0x8000_0000, session.Cycle + 0x8000_0001];
        return _random.Next(12) switch
        {
            < 5 => session.Cycle + (uint)_random.Next(-2, 3),
            5 => session.Cycle + (uint)_random.Next(1, (2 * latency) + 3), // earlier than possible
            6 => session.Cycle - (uint)_random.Next(1, (2 * latency) + 3),
            7 => session.Cycle + (uint)_random.Next(16, 5000),
            8 => session.Cycle - (uint)_random.Next(16, 5000),
            9 => edges[_random.Next(edges.Length)],
            10 => (uint)_random.NextInt64(1L << 32),
            _ => ++_jumped, // goes on with the last jump
        };
    }

    // A true packet, of the other direction too, in another cycle or with a changed field.
    private byte[] Model()
    {
        byte[] packet = (byte[])session.Models.ElementAt(_random.Next(session.Models.Count)).Clone();
        if (_random.Next(3) != 0) Junk.Wire.Put(packet, Junk.Wire.Cycle, Number());
        return _random.Next(2) == 0 ? Changes.ChangeHeader(packet) : packet;
    }

    private byte[] Handshake()
    {
        byte[][] models = [session.Announcement, session.Offer, session.Start];
        byte[] packet = (byte[])models[_random.Next(models.Length)].Clone();
        for (int changes = _random.Next(3); changes > 0; changes--) Changes.ChangeHandshake(packet, names);
        return packet;
    }

    private void Remember(byte[] packet)
    {
        const int Most = 64;
        if (_past.Count < Most) _past.Add(packet);
        else _past[_random.Next(Most)] = packet;
    }
}
