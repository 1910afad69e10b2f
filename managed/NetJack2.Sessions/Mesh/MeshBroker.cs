// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Sessions.Mesh;

/// <summary>The manager's part in the mesh of its slaves: it sends each of them the names and addresses of the others.</summary>
/// <remarks>
/// Control thread. Only a slave whose session runs and who knows its key is answered, to its own address, with never more bytes than it
/// has sent. A call without a change of the list allocates nothing.
/// </remarks>
public sealed class MeshBroker(ManagerSessions sessions, IManagerHost host, IMonotonicClock clock)
{
    // Members announce themselves twice a second.
    private const long AbsenceNs = 3 * Durations.SecondNs;

    private readonly BrokerMember?[] _members = new BrokerMember?[ManagerLimits.MostSlaves];
    private readonly RateLimiter?[] _changes = new RateLimiter?[ManagerLimits.MostSlaves];
    private readonly ulong _secret = SecureNumber.Next64();
    private readonly RosterEntry[] _entries = new RosterEntry[RosterPacket.MostEntries];
    private readonly byte[] _answer = new byte[MeshPacket.LongestSize];
    private uint _version = SecureNumber.Next32();

    /// <summary>Number of members of the mesh, 0…64.</summary>
    public int Count { get; private set; }

    /// <summary>A number that is another one after members have joined or left.</summary>
    internal uint Version => _version;

    /// <summary>The member whose place that is; null where there is none.</summary>
    /// <param name="place">0…63, the place of the slave in the statistics page.</param>
    internal BrokerMember? At(int place) => _members[place];

    /// <summary>Handles a datagram of the mesh that arrived at the manager's port.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, PeerAddress source)
    {
        if (JoinPacket.TryOpen(datagram, out JoinPacket join, out MeshEnd end))
            OnJoin(join, end, datagram.Length, source);
        else if (MeshPacket.Is(datagram, MeshPacketKind.Leave, MeshPacket.Size))
            OnLeave(MemoryMarshal.Read<MeshPacket>(datagram), source);
    }

    /// <summary>Forgets members whose session has ended, or which no longer send.</summary>
    public void Poll()
    {
        for (int number = 0; number < _members.Length; number++)
        {
            if (_members[number] is { } member
                && (clock.Now - member.SeenNs > AbsenceNs || sessions.FindMember(member.SessionId, member.Key) is null))
                Remove(number);
        }
    }

    private void OnJoin(in JoinPacket join, in MeshEnd end, int length, PeerAddress source)
    {
        MeshPacket header = join.Header;
        if (sessions.FindMember(header.SessionId, header.Key) is not { } slave || slave.Peer.Host != source.Host)
            return;
        int number = slave.Slot;
        if (_members[number] is not { } member || !member.Is(header, end, source))
        {
            // Each change costs all members an exchange.
            if (!(_changes[number] ??= new RateLimiter(clock)).MayAct())
                return;
            Remove(number);
            _members[number] = member = new BrokerMember(header.SessionId, header.Key, end, source, NewToken(), slave.ClientName);
            Count++;
            _version++;
        }
        (member.SeenNs, member.Graph) = (clock.Now, join.Graph);
        int count = length == MeshPacket.LongestSize ? Collect(number, (int)Math.Min(join.First, RosterPacket.MostPeers)) : 0;
        Span<byte> answer = _answer.AsSpan(0, RosterPacket.SizeOf(count));
        uint first = Math.Min(join.First, (uint)(Count - 1));
        RosterPacket.Write(answer, header, _version, (uint)number, Count - 1, first, _entries.AsSpan(0, count));
        host.Answer(answer, source);
    }

    private void OnLeave(in MeshPacket packet, PeerAddress source)
    {
        if (sessions.FindMember(packet.SessionId, packet.Key) is { } slave && slave.Peer.Host == source.Host)
            Remove(slave.Slot);
    }

    private void Remove(int number)
    {
        if (_members[number] is null)
            return;
        _members[number] = null;
        Count--;
        _version++;
    }

    private int Collect(int asking, int first)
    {
        int place = 0;
        int count = 0;
        Span<byte> address = stackalloc byte[16];
        for (int number = 0; number < _members.Length && count < _entries.Length; number++)
        {
            if (number == asking || _members[number] is not { } member || place++ < first)
                continue;
            member.Source.Host.Write(address);
            _entries[count++] = RosterEntry.Create(
                (uint)number, LinkId(asking, number), member.End, address, member.Source.Port, member.Name);
        }
        return count;
    }

    // The same for both ends, another one whenever one of them has joined anew, and nothing that a third one can compute easily.
    private uint LinkId(int one, int other)
    {
        ulong pair = ((ulong)_members[Math.Min(one, other)]!.Token << 32) | _members[Math.Max(one, other)]!.Token;
        ulong mixed = Mix(Mix(pair ^ _secret) + _secret);
        return (uint)mixed == 0 ? 1 : (uint)mixed;
    }

    // Numbers that machines never have: no machine, and the master.
    private static uint NewToken()
    {
        uint token;
        do
            token = SecureNumber.Next32();
        while (token <= Machine.MasterToken);
        return token;
    }

    // The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
