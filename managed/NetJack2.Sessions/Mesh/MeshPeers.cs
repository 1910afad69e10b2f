// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Coding;
using NetJack2.Sessions.Rig;
using NetJack2.Statistics;

namespace NetJack2.Sessions.Mesh;

/// <summary>The other computers of the mesh. Each has a JACK client here, and a link.</summary>
/// <remarks>Control thread. No call blocks.</remarks>
/// <param name="host">The JACK server and the network.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="log">The module's log.</param>
public sealed class MeshPeers(IMeshHost host, IMonotonicClock clock, IControlLog log) : IStatisticsSource, IChannelNames
{
    // As long as a manager keeps the client of a slave that is away.
    private const long HoldNs = 30 * Durations.SecondNs;

    private readonly MeshPeer?[] _peers = new MeshPeer?[RosterPacket.MostPeers];

    /// <summary>Takes over a new list of the other computers.</summary>
    /// <param name="number">This computer's number.</param>
    /// <param name="end">What it has for each peer.</param>
    /// <param name="list">The others.</param>
    internal void Update(uint number, MeshEnd end, List<MeshNeighbour> list)
    {
        foreach (MeshPeer? peer in _peers)
            peer?.See(list.Find(neighbour => string.Equals(neighbour.Name, peer.Name, StringComparison.Ordinal)), number, end);
        foreach (MeshNeighbour neighbour in list)
        {
            if (Array.Exists(_peers, peer => string.Equals(peer?.Name, neighbour.Name, StringComparison.Ordinal)))
                continue;
            // There are as many places as others: where all are taken, one of them has left.
            int place = Array.IndexOf(_peers, null);
            if (place < 0)
                place = Array.IndexOf(_peers, _peers.MaxBy(peer => peer!.AbsentNs));
            _peers[place]?.Dispose();
            _peers[place] = new MeshPeer(host, neighbour.Name, clock, log);
            _peers[place]!.See(neighbour, number, end);
        }
    }

    /// <summary>Forgets the list: the clients stay, and are silent.</summary>
    internal void Rest()
    {
        foreach (MeshPeer? peer in _peers)
            peer?.Rest();
    }

    /// <summary>Does the work that is due. Control thread.</summary>
    public void Poll()
    {
        double load = 0;
        foreach (MeshPeer? peer in _peers)
            load += peer?.Load ?? 0;
        for (int place = 0; place < _peers.Length; place++)
        {
            if (_peers[place] is not { } peer)
                continue;
            if (peer.AbsentNs > HoldNs && !host.IsFreewheeling)
            {
                peer.Dispose();
                _peers[place] = null;
                continue;
            }
            double before = peer.Load;
            peer.Poll(CodecLoad.Limit - load);
            load += peer.Load - before;
        }
    }

    /// <summary>Ends all links and closes all clients.</summary>
    public void Close()
    {
        foreach (MeshPeer? peer in _peers)
            peer?.Dispose();
        Array.Clear(_peers);
    }

    /// <inheritdoc/>
    public void Describe(int slot, ref SessionStatistics statistics) => _peers[slot]?.Describe(ref statistics);

    /// <inheritdoc/>
    public void Measure(int slot, ref SessionMeters meters) => _peers[slot]?.Measure(ref meters);

    /// <inheritdoc/>
    public IEnumerable<(string Peer, bool? IsReceived)> Links =>
        _peers.OfType<MeshPeer>().Where(peer => peer.IsListed).Select(peer => (peer.Name, peer.IsReceived));

    /// <inheritdoc/>
    public string? PrefixOf(string peer, bool isToPeer, bool isMidi)
    {
        string kind = isMidi ? "midi_" : "";
        // The way to the master is the net driver's.
        if (peer.Length == 0)
            return $"system:{kind}{(isToPeer ? "playback" : "capture")}_";
        string? client = Array.Find(_peers, other => string.Equals(other?.Name, peer, StringComparison.Ordinal))?.ClientName;
        return client is null ? null : $"{client}:{kind}{(isToPeer ? "to" : "from")}_peer_";
    }
}
