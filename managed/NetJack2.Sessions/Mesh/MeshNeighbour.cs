// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Sessions.Mesh;

/// <summary>Another member, as the manager lists it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="LinkId">The number of the link to it.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Name">The name of its client on the master.</param>
/// <param name="End">What it has for each peer.</param>
internal sealed record MeshNeighbour(uint Number, uint LinkId, PeerAddress Address, string Name, MeshEnd End)
{
    /// <summary>Reads an entry of the list. Null where something in it is out of range.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="scope">The interface by which the manager is reached, where its address needs one: the others are on that link, too.
    /// </param>
    public static MeshNeighbour? From(in RosterEntry entry, uint scope)
    {
        if (!entry.TryRead(out MeshEnd end) || entry.Number > RosterPacket.MostPeers)
            return null;
        HostAddress host = HostAddress.From(entry.Host);
        if (host.IsMulticast || host == HostAddress.AnyIPv4 || host == HostAddress.AnyIPv6)
            return null;
        string name = SlaveName.Read(entry.Name);
        return name.Length == 0
            ? null
            : new MeshNeighbour(
                entry.Number, entry.LinkId, new PeerAddress(host.IsLinkLocal ? host with { Scope = scope } : host, entry.Port), name, end);
    }

    /// <inheritdoc/>
    public override string ToString() => $"'{Name}' at {Address}";
}
