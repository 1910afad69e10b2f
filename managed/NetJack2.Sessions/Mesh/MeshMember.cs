// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Link.Datagrams;
using NetJack2.Protocol.Mesh;
using NetJack2.RealTime;
using NetJack2.Sessions.Handshake;

namespace NetJack2.Sessions.Mesh;

/// <summary>A computer's membership in the mesh of its master: it announces itself, and learns the others' names and addresses.</summary>
/// <remarks>Control thread. No call blocks, and while nothing changes nothing is allocated.</remarks>
/// <param name="host">The JACK server and the network.</param>
/// <param name="end">What this computer has for each peer.</param>
/// <param name="peers">What it learns goes there.</param>
/// <param name="desk">Requests.</param>
/// <param name="clock">CLOCK_MONOTONIC.</param>
/// <param name="log">The module's log.</param>
public sealed class MeshMember(
    IMeshHost host, MeshEnd end, MeshPeers peers, MemberDesk desk, IMonotonicClock clock, IControlLog log) : IDisposable
{
    // How often it announces itself, and how soon again what was not answered.
    private const long JoinNs = 500 * Durations.MillisecondNs;
    private const long RetryNs = 100 * Durations.MillisecondNs;

    // What the system refuses is tried again after this time.
    private const long ReopenNs = 3 * Durations.SecondNs;

    private const long AbsenceNs = 3 * Durations.SecondNs;
    private const int DatagramsPerStep = 256;

    private readonly byte[] _buffer = new byte[MeshPacket.LongestSize];
    private readonly List<MeshNeighbour> _list = [];
    private MeshSession _session;
    private IHandshakeSocket? _socket;
    private uint _serial;
    private uint _version;
    private uint _listVersion;
    private int _listPlace;
    private bool _hasList;
    private bool _isAsking;
    private long _joinAtNs;
    private long _receivedNs;
    private bool _hasComplained;
    private bool _isResting;

    /// <summary>Whether the computer is a member: the manager has sent its list, and still answers.</summary>
    public bool IsJoined => _socket is not null && _hasList && clock.Now - _receivedNs < AbsenceNs;

    /// <summary>Whether the next <see cref="Poll"/> should be soon.</summary>
    public bool IsBusy => _socket is not null && (!_hasList || _isAsking || desk.IsBusy);

    /// <summary>Receives the manager's answers and does what is due.</summary>
    public void Poll()
    {
        if (!host.TryFindSession(out MeshSession session))
        {
            if (!_isResting)
                log.Info("No session of the net driver with a master that has a mesh; waiting for it, ports and connections are kept");
            _isResting = true;
            Forget();
        }
        else if (session != _session || (_socket is null && clock.Now >= _joinAtNs))
        {
            Forget();
            Begin(session);
        }
        for (int count = 0; count < DatagramsPerStep && Receive(); count++)
        {
        }
        if (_socket is not null && clock.Now >= _joinAtNs)
            Join();
        if (_socket is not null)
            desk.Poll(_socket);
        peers.Poll();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_socket is not null)
        {
            Span<byte> leave = stackalloc byte[MeshPacket.Size];
            MeshPacket.Write(leave, MeshPacketKind.Leave, _session.SessionId, _session.Key, ++_serial);
            _ = _socket.SendTo(leave, _session.Manager);
        }
        Forget();
    }

    private void Begin(MeshSession session)
    {
        _session = session;
        _isResting = false;
        _socket = host.Connect(session.Manager, isForCycles: false);
        _receivedNs = clock.Now;
        _joinAtNs = clock.Now + (_socket is null ? ReopenNs : 0);
        if (_socket is not null)
            desk.Begin(session);
    }

    // Another session has other links.
    private void Forget()
    {
        if (_socket is null)
            return;
        _socket.Dispose();
        _socket = null;
        _session = default;
        (_hasList, _isAsking, _hasComplained, _listPlace) = (false, false, false, 0);
        desk.Begin(null);
        peers.Rest();
    }

    private void Join()
    {
        bool isAsking = _isAsking || !_hasList;
        Span<byte> packet = stackalloc byte[isAsking ? MeshPacket.LongestSize : JoinPacket.Size];
        JoinPacket.Write(packet, _session.SessionId, _session.Key, ++_serial, end, (uint)_listPlace, desk.ReadGraph());
        _ = _socket!.SendTo(packet, _session.Manager);
        _joinAtNs = clock.Now + (isAsking ? RetryNs : JoinNs);
        if (clock.Now - _receivedNs < AbsenceNs || _hasComplained)
            return;
        _hasComplained = true;
        log.Warn($"The manager at {_session.Manager} does not answer; the mesh goes on with the computers that are known");
    }

    private bool Receive()
    {
        if (_socket is null || _socket.ReceiveFrom(_buffer, out int length, out _) == SocketStatus.Empty)
            return false;
        if (length > _buffer.Length)
            return true;
        if (!RosterPacket.TryOpen(_buffer.AsSpan(0, length), out RosterPacket packet, out var entries))
        {
            desk.Receive(_buffer.AsSpan(0, length), _socket);
            return true;
        }
        if (packet.Header.SessionId != _session.SessionId || packet.Header.Key != _session.Key || packet.Header.Serial != _serial)
            return true;
        if (_hasComplained)
            log.Info($"The manager at {_session.Manager} answers again");
        _hasComplained = false;
        _receivedNs = clock.Now;
        if (_hasList && packet.Version == _version)
            _isAsking = false;
        else
            Learn(packet, entries);
        return true;
    }

    // The list comes in parts, each asked for when the one before has come. It is taken over when it is whole.
    private void Learn(in RosterPacket packet, ReadOnlySpan<RosterEntry> entries)
    {
        bool isNew = packet.Version != _listVersion || !_isAsking;
        if (isNew)
            (_listVersion, _listPlace, _isAsking) = (packet.Version, 0, true);
        if (_listPlace == 0)
            _list.Clear();
        if (packet.First == (uint)_listPlace)
        {
            foreach (ref readonly RosterEntry entry in entries)
            {
                if (MeshNeighbour.From(entry, _session.Manager.Host.Scope) is { } neighbour)
                    _list.Add(neighbour);
            }
            _listPlace += entries.Length;
        }
        // One that answers with nothing is not asked without a pause.
        _joinAtNs = clock.Now + (isNew || !entries.IsEmpty ? 0 : RetryNs);
        if (_listPlace < (int)packet.Total)
            return;
        (_version, _listPlace, _hasList, _isAsking) = (packet.Version, 0, true, false);
        _joinAtNs += JoinNs;
        peers.Update(packet.Number, end, _list);
    }
}
