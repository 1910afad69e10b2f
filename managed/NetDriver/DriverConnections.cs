// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using System.Text;
using NetJack2.Host.Logging;
using NetJack2.Host.State;
using NetJack2.Interop;
using NetJack2.RealTime;
using NetJack2.Sessions.Connections;

namespace NetJack2.NetDriver;

/// <summary>The connections of the driver's ports, kept in a file. Control thread.</summary>
internal sealed unsafe class DriverConnections : IConnectionGraph
{
    // By this name the server knows its driver, whichever it is.
    private const string Client = "system:";

    private readonly void* _host;
    private readonly IMonotonicClock _clock;
    private readonly ConnectionStore _store;
    private readonly SlaveKey _key;
    private readonly ConnectionKeeper _keeper;
    private byte[] _text = new byte[4096];
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

    /// <summary>Looks at the graph where something has changed in it and nothing has for some moments; saves what is due.</summary>
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

    /// <summary>Looks at once: ports are about to go, or have just come.</summary>
    public void Update() => Update(mayForget: false);

    /// <summary>Saves what has not been saved yet.</summary>
    public void Close()
    {
        Update();
        _store.Flush();
    }

    public IReadOnlyList<PortConnection>? Read()
    {
        int length = Tell();
        if (length > _text.Length)
        {
            _text = new byte[2 * length];
            length = Tell();
        }
        if (length < 0 || length > _text.Length)
        {
            _looked = _seen - 1; // to be looked at again
            return null;
        }
        var connections = new List<PortConnection>();
        string[] rows = Encoding.UTF8.GetString(_text, 0, length).Split('\0');
        for (int row = 0; row + 2 < rows.Length; row += 3)
        {
            if (rows[row] is "-")
                _keeper.PortGone(nint.Parse(rows[row + 1], CultureInfo.InvariantCulture));
            else
                connections.Add(new PortConnection(rows[row + 1], ToKept(rows[row + 2]), rows[row] is ">"));
        }
        return connections;
    }

    public bool HasOwn(string port) => Find($":{port}") != 0;

    public nint Find(string port)
    {
        fixed (byte* name = JackText.Encode(FromKept(port)))
            return (nint)NetJack2Native.nj_host_port(_host, name);
    }

    public bool TryConnect(in PortConnection connection)
    {
        string own = Client + connection.Own;
        string other = FromKept(connection.Other);
        var (from, to) = connection.IsSource ? (own, other) : (other, own);
        fixed (byte* source = JackText.Encode(from), destination = JackText.Encode(to))
            return NetJack2Native.nj_host_connect(_host, source, destination) == 0;
    }

    private static string ToKept(string port) => port.StartsWith(Client, StringComparison.Ordinal) ? port[(Client.Length - 1)..] : port;

    private static string FromKept(string port) => port[0] == ':' ? Client + port[1..] : port;

    private int Tell()
    {
        fixed (byte* text = _text)
            return NetJack2Native.nj_host_connections(_host, text, (uint)_text.Length);
    }

    private void Update(bool mayForget)
    {
        if (_keeper.Update(mayForget))
            _store.Remember(_key, _keeper.Connections);
    }
}
