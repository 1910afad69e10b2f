// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;

namespace NetJack2.Sessions.Mesh;

/// <summary>A member of the mesh, as the manager knows it.</summary>
/// <param name="sessionId">Its session with the manager.</param>
/// <param name="key">The key of that session.</param>
/// <param name="end">What it has for each peer.</param>
/// <param name="source">Where it sends from.</param>
/// <param name="token">A random number: another one each time that it joins with other values.</param>
/// <param name="name">The name of its client.</param>
internal sealed class BrokerMember(uint sessionId, ulong key, MeshEnd end, PeerAddress source, uint token, string name)
{
    public uint SessionId => sessionId;

    public ulong Key => key;

    public MeshEnd End => end;

    public PeerAddress Source => source;

    public uint Token => token;

    public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

    public long SeenNs { get; set; }

    public uint Graph { get; set; }

    public bool Is(in MeshPacket packet, in MeshEnd its, PeerAddress address) =>
        packet.SessionId == sessionId && packet.Key == key && its == end && address == source;
}
