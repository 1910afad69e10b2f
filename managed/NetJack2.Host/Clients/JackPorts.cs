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
    public static nint[] Resize(jack_client_t* client, nint[] ports, int count, string prefix, string type, JackPortFlags flags)
    {
        if (ports.Length == count)
            return ports;
        for (int index = count; index < ports.Length; index++)
            _ = Jack.jack_port_unregister(client, (jack_port_t*)ports[index]);
        var resized = new List<nint>(ports.Take(count));
        fixed (byte* typeName = JackText.Encode(type))
        {
            while (resized.Count < count)
            {
                fixed (byte* name = JackText.Encode($"{prefix}{resized.Count + 1}"))
                {
                    jack_port_t* port = Jack.jack_port_register(client, (sbyte*)name, (sbyte*)typeName, (nuint)flags, 0);
                    if (port == null)
                        break;
                    resized.Add((nint)port);
                }
            }
        }
        return [.. resized];
    }

    /// <summary>Publishes one latency on ports. Any thread; allocates nothing, for it is called while sessions run.</summary>
    public static void SetLatency(ReadOnlySpan<nint> ports, JackLatencyCallbackMode mode, int frames)
    {
        var range = new jack_latency_range_t { min = (uint)frames, max = (uint)frames };
        foreach (nint port in ports)
            Jack.jack_port_set_latency_range((jack_port_t*)port, mode, &range);
    }
}
