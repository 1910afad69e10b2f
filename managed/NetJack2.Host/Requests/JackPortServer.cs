// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Clients;
using NetJack2.Host.Linux;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.Protocol.Mesh;
using NetJack2.Sessions.Rig;

namespace NetJack2.Host.Requests;

/// <summary>The ports of the server whose process this is, for the other machines of a rig. Control thread.</summary>
public sealed unsafe class JackPortServer(jack_client_t* client) : IPortServer
{
    private readonly JackGraph _graph = new(client);
    private readonly jack_client_t* _client = client;

    /// <inheritdoc/>
    public bool IsFreewheeling => NetJack2Native.nj_server_is_freewheeling() != 0;

    /// <inheritdoc/>
    public void List(int first, ref WordWriter words)
    {
        sbyte** names = Jack.jack_get_ports(_client, null, null, 0);
        int count = 0;
        while (names != null && names[count] != null)
            count++;
        words.Add(count);
        bool hasRoom = words.TryEnd();
        for (int index = first; index < count && hasRoom; index++)
        {
            jack_port_t* port = Jack.jack_port_by_name(_client, names[index]);
            if (port == null)
                continue;
            words.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)names[index]));
            words.Add(IsMidi(port) ? RequestWords.Midi : RequestWords.Audio);
            words.Add(IsSource(port) ? RequestWords.Out : RequestWords.In);
            hasRoom = words.TryEnd();
        }
        if (names != null)
            Jack.jack_free(names);
    }

    /// <inheritdoc/>
    public PortFacts? Find(string port)
    {
        var found = (jack_port_t*)_graph.Find(port);
        return found == null ? null : new PortFacts(
            IsMidi(found), IsSource(found), _graph.ConnectionsOf(found) is [var first, ..] ? first : null);
    }

    /// <inheritdoc/>
    public (ulong Ports, ulong Leads) Mark()
    {
        ulong ports = FnvHash.Basis, leads = FnvHash.Basis;
        sbyte** names = Jack.jack_get_ports(_client, null, null, 0);
        for (sbyte** name = names; name != null && *name != null; name++)
        {
            ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)*name);
            ports = Mix(ports, text);
            jack_port_t* port = text.StartsWith("system:"u8) ? Jack.jack_port_by_name(_client, *name) : null;
            if (port == null || Jack.jack_port_connected(port) == 0)
                continue;
            leads = Mix(leads, text);
            sbyte** others = Jack.jack_port_get_all_connections(_client, port);
            for (sbyte** other = others; other != null && *other != null; other++)
                leads = Mix(leads, MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)*other));
            if (others != null)
                Jack.jack_free(others);
        }
        if (names != null)
            Jack.jack_free(names);
        return (ports, leads);
    }

    /// <inheritdoc/>
    public bool TryConnect(string source, string destination) => IsConnected(source, destination) || _graph.TryConnect(source, destination);

    /// <inheritdoc/>
    public bool TryDisconnect(string source, string destination) =>
        !IsConnected(source, destination) || _graph.TryDisconnect(source, destination);

    /// <inheritdoc/>
    public bool IsConnected(string source, string destination)
    {
        // By JACK, which also knows the aliases of ports.
        var port = (jack_port_t*)_graph.Find(source);
        fixed (byte* name = JackText.Encode(destination))
            return port != null && Jack.jack_port_connected_to(port, (sbyte*)name) != 0;
    }

    // With a NUL behind each text.
    private static ulong Mix(ulong hash, ReadOnlySpan<byte> text) => FnvHash.Add(FnvHash.Add(hash, text), "\0"u8);

    private static bool IsMidi(jack_port_t* port) =>
        MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)Jack.jack_port_type(port)).SequenceEqual("8 bit raw midi"u8);

    private static bool IsSource(jack_port_t* port) => (Jack.jack_port_flags(port) & (int)JackPortFlags.JackPortIsOutput) != 0;
}
