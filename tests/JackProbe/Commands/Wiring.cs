// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary>Connections of the commands that send to some ports and receive from others.</summary>
internal static unsafe class Wiring
{
    /// <summary>Waits for ports PREFIX… of both sides and connects them with <c>out_1…</c> and <c>in_1…</c>.</summary>
    /// <param name="first">The number behind the prefix of the first one.</param>
    public static void Connect(
        JackClient sender, JackClient receiver, string to, string from, int channels, TimeSpan patience, int first = 1)
    {
        sender.AwaitPort($"{to}{first + channels - 1}", patience);
        sender.AwaitPort($"{from}{first + channels - 1}", patience);
        for (int i = 0; i < channels; i++)
        {
            sender.Connect($"{sender.Name}:out_{i + 1}", $"{to}{first + i}");
            receiver.Connect($"{from}{first + i}", $"{receiver.Name}:in_{i + 1}");
        }
    }

    /// <summary>Waits for a port and connects the client's <c>out</c> with it.</summary>
    public static void Speak(JackClient client, string to, TimeSpan patience)
    {
        client.AwaitPort(to, patience);
        client.Connect($"{client.Name}:out", to);
    }

    /// <summary>Waits for a port and connects it with the client's <c>in</c>.</summary>
    public static void Listen(JackClient client, string from, TimeSpan patience)
    {
        client.AwaitPort(from, patience);
        client.Connect(from, $"{client.Name}:in");
    }

    /// <summary>The round-trip latency that the ports publish, in frames.</summary>
    public static long PublishedLatency(PortArray outputs, PortArray inputs)
        => Latency(outputs[0], JackLatencyCallbackMode.JackPlaybackLatency)
            + Latency(inputs[0], JackLatencyCallbackMode.JackCaptureLatency);

    private static long Latency(jack_port_t* port, JackLatencyCallbackMode mode)
    {
        jack_latency_range_t range;
        Api.jack_port_get_latency_range(port, mode, &range);
        return range.max;
    }
}
