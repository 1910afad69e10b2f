// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;

namespace NetJack2.Host.Clients;

/// <summary>The ports and connections of a server, as a client sees them. Control thread.</summary>
public sealed unsafe class JackGraph(jack_client_t* client)
{
    /// <summary>The type name of audio ports.</summary>
    public const string AudioType = "32 bit float mono audio";

    /// <summary>The type name of MIDI ports.</summary>
    public const string MidiType = "8 bit raw midi";

    private readonly jack_client_t* _client = client;

    /// <summary>The server's sample rate in Hz.</summary>
    public int SampleRate => (int)Jack.jack_get_sample_rate(_client);

    /// <summary>The server's period: frames per cycle.</summary>
    public int Period => (int)Jack.jack_get_buffer_size(_client);

    /// <summary>The names of the physical ports of a type and direction.</summary>
    public IReadOnlyList<string> PhysicalPorts(string type, JackPortFlags direction)
    {
        fixed (byte* typeName = JackText.Encode(type))
            return JackText.ReadAndFree(
                Jack.jack_get_ports(_client, null, (sbyte*)typeName, (nuint)(JackPortFlags.JackPortIsPhysical | direction)));
    }

    /// <summary>Number of ports of all clients of the server.</summary>
    public int CountPorts()
    {
        sbyte** names = Jack.jack_get_ports(_client, null, null, 0);
        if (names == null)
            return 0;
        int count = 0;
        while (names[count] != null)
            count++;
        Jack.jack_free(names);
        return count;
    }

    /// <summary>Connects two ports, by their full names. Returns false where JACK rejects it.</summary>
    public bool TryConnect(string source, string destination)
    {
        fixed (byte* from = JackText.Encode(source), to = JackText.Encode(destination))
            return Jack.jack_connect(_client, (sbyte*)from, (sbyte*)to) == 0;
    }

    /// <summary>Disconnects two ports, by their full names. Returns false where JACK rejects it.</summary>
    public bool TryDisconnect(string source, string destination)
    {
        fixed (byte* from = JackText.Encode(source), to = JackText.Encode(destination))
            return Jack.jack_disconnect(_client, (sbyte*)from, (sbyte*)to) == 0;
    }

    /// <summary>The port with this full name as a handle; 0 where there is none.</summary>
    public nint Find(string port)
    {
        fixed (byte* name = JackText.Encode(port))
            return (nint)Jack.jack_port_by_name(_client, (sbyte*)name);
    }

    /// <summary>Connects numbered ports of a client with the physical ports of others, first to first.</summary>
    /// <param name="type">Of both.</param>
    /// <param name="direction">Of the physical ones.</param>
    /// <param name="client">Whose ports they are. Its own may be physical too, and are left out.</param>
    /// <param name="prefix">What precedes the number, from 1, in their short names.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="isWanted">Which of the physical ones, by their full names, are connected; null: all.</param>
    public void ConnectPhysical(
        string type, JackPortFlags direction, string client, string prefix, int count, Predicate<string>? isWanted = null)
    {
        IEnumerable<string> physical = PhysicalPorts(type, direction)
            .Where(port => !port.StartsWith($"{client}:", StringComparison.Ordinal));
        foreach (var (index, port) in physical.Take(count).Index())
        {
            if (isWanted?.Invoke(port) == false)
                continue;
            string own = $"{client}:{prefix}{index + 1}";
            _ = direction == JackPortFlags.JackPortIsOutput ? TryConnect(port, own) : TryConnect(own, port);
        }
    }

    /// <summary>The full names of the ports to which a port is connected.</summary>
    public IReadOnlyList<string> ConnectionsOf(jack_port_t* port)
        => JackText.ReadAndFree(Jack.jack_port_get_all_connections(_client, port));
}
