// SPDX-License-Identifier: GPL-2.0-or-later
using System.Text;
using NetJack2.Host.Logging;
using NetJack2.Host.State;
using NetJack2.Interop;
using NetJack2.Protocol.Session;
using NetJack2.RealTime;
using NetJack2.Sessions.Connections;

namespace NetJack2.NetDriver;

/// <summary>The connections of the driver's ports, kept in a file. Control thread.</summary>
internal sealed unsafe class DriverConnections : IConnectionGraph
{
    private const int GoneAtOnce = 64;

    // By this name the server knows its driver, whichever it is.
    private static readonly KeptNames s_names = new("system");

    private readonly void* _host;
    private readonly IMonotonicClock _clock;
    private readonly ConnectionStore _store;
    private readonly SlaveKey _key;
    private readonly ConnectionKeeper _keeper;
    private nj_connection[] _rows = new nj_connection[16];
    private uint _seen;
    private uint _looked = uint.MaxValue;
    private long _changedAt;

    public DriverConnections(void* host, string name, IMonotonicClock clock, IControlLog log)
    {
        _host = host;
        _clock = clock;
        _key = new SlaveKey(name, "");
        // A file for each name: a computer may have several slaves.
        _store = new ConnectionStore(new StateFile($"net-driver-{name}.connections"), clock, log);
        _keeper = new ConnectionKeeper(this, _store.Recall(_key, _ => false) ?? []);
    }

    /// <summary>Reads the graph once it has changed and then stayed unchanged for some moments; saves what is due.</summary>
    public void Poll()
    {
        uint changes = NetJack2Native.nj_host_graph_changes(_host);
        if (changes != _seen)
        {
            _seen = changes;
            _changedAt = _clock.Now;
        }
        if (changes != _looked && _clock.Now - _changedAt >= Durations.AbsenceNs)
        {
            _looked = changes;
            Update(mayForget: true);
        }
        _store.Poll();
    }

    /// <summary>Reads the graph at once: ports are about to be removed, or were just registered.</summary>
    public void Update() => Update(mayForget: false);

    /// <summary>Saves what has not been saved yet.</summary>
    public void Close()
    {
        Update();
        _store.Flush();
    }

    public IReadOnlyList<PortConnection>? Read()
    {
        int count = ReadRows();
        if (count > _rows.Length)
        {
            _rows = new nj_connection[2 * count];
            count = ReadRows();
        }
        if (count < 0 || count > _rows.Length)
        {
            _looked = _seen - 1; // to be looked at again
            return null;
        }
        ReadGonePorts();
        var connections = new List<PortConnection>();
        foreach (ref readonly nj_connection row in _rows.AsSpan(0, count))
            connections.Add(new PortConnection(Text(row.own), s_names.ToKept(Text(row.other)), row.is_source != 0));
        return connections;
    }

    public bool HasOwn(string port) => Find($":{port}") != 0;

    public nint Find(string port)
    {
        fixed (byte* name = JackText.Encode(s_names.FromKept(port)))
            return (nint)NetJack2Native.nj_host_port(_host, name);
    }

    public bool TryConnect(in PortConnection connection)
    {
        string own = s_names.Own(connection.Own);
        string other = s_names.FromKept(connection.Other);
        var (from, to) = connection.IsSource ? (own, other) : (other, own);
        fixed (byte* source = JackText.Encode(from), destination = JackText.Encode(to))
            return NetJack2Native.nj_host_connect(_host, source, destination) == 0;
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(SessionPacket.TextOf(field));

    private int ReadRows()
    {
        fixed (nj_connection* rows = _rows)
            return NetJack2Native.nj_host_connections(_host, rows, (uint)_rows.Length);
    }

    private void ReadGonePorts()
    {
        uint* ports = stackalloc uint[GoneAtOnce];
        uint count;
        do
        {
            count = NetJack2Native.nj_host_gone_ports(_host, ports, GoneAtOnce);
            for (int index = 0; index < count; index++)
                _keeper.PortGone((nint)ports[index]);
        }
        while (count == GoneAtOnce);
    }

    private void Update(bool mayForget)
    {
        if (_keeper.Update(mayForget))
            _store.Remember(_key, _keeper.Connections);
    }
}
