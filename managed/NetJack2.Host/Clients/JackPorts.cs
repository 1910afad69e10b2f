// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;

namespace NetJack2.Host.Clients;

/// <summary>Numbered ports of one kind. Control threads.</summary>
public static unsafe class JackPorts
{
    /// <summary>Registers and unregisters the last ones until there are so many, or as many as JACK gives.</summary>
    /// <param name="client">Whose ports they are.</param>
    /// <param name="ports">Those that there are.</param>
    /// <param name="count">How many there are to be.</param>
    /// <param name="prefix">What precedes the number, from 1, in the name.</param>
    /// <param name="type">The type's name.</param>
    /// <param name="flags">Direction and properties.</param>
    /// <exception cref="OutOfMemoryException">The heap is full. The ports are those that there were.</exception>
    public static nint[] Resize(jack_client_t* client, nint[] ports, int count, string prefix, string type, JackPortFlags flags)
    {
        if (ports.Length == count)
            return ports;
        return ports.Length < count ? Extend(client, ports, count, prefix, JackText.Encode(type), flags) : Shorten(client, ports, count);
    }

    // JACK gives the number of a port that was unregistered to another one: nothing may fail between that and the caller's new array.
    // Not ports[..count], which alone brings 190 KB of the runtime into a module.
    private static nint[] Shorten(jack_client_t* client, nint[] ports, int count)
    {
        nint[] shortened = ports.AsSpan(0, count).ToArray();
        Unregister(client, ports.AsSpan(count));
        return shortened;
    }

    private static nint[] Extend(jack_client_t* client, nint[] ports, int count, string prefix, byte[] type, JackPortFlags flags)
    {
        var extended = new nint[count];
        ports.CopyTo(extended, 0);
        int registered = ports.Length;
        try
        {
            while (registered < count && Register(client, $"{prefix}{registered + 1}", type, flags) is not 0 and var port)
                extended[registered++] = port;
            return extended.AsSpan(0, registered).ToArray();
        }
        catch (OutOfMemoryException)
        {
            Unregister(client, extended.AsSpan(ports.Length, registered - ports.Length));
            throw;
        }
    }

    private static nint Register(jack_client_t* client, string name, byte[] type, JackPortFlags flags)
    {
        fixed (byte* namePlace = JackText.Encode(name), typePlace = type)
            return (nint)Jack.jack_port_register(client, (sbyte*)namePlace, (sbyte*)typePlace, (nuint)flags, 0);
    }

    private static void Unregister(jack_client_t* client, ReadOnlySpan<nint> ports)
    {
        foreach (nint port in ports)
            _ = Jack.jack_port_unregister(client, (jack_port_t*)port);
    }

    /// <summary>Publishes one latency on ports. Any thread; allocates nothing, for it is called while sessions run.</summary>
    public static void SetLatency(ReadOnlySpan<nint> ports, JackLatencyCallbackMode mode, int frames)
    {
        var range = new jack_latency_range_t { min = (uint)frames, max = (uint)frames };
        foreach (nint port in ports)
            Jack.jack_port_set_latency_range((jack_port_t*)port, mode, &range);
    }
}
