// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary><c>ports [--wait S]</c>: prints the properties of all ports.</summary>
internal static unsafe class PortsCommand
{
    private const int MostAliases = 2;

    public static int Run(Options options)
    {
        using var client = new JackClient("probe-ports", options.Seconds("wait", 5));
        var ports = new List<PortInfo>();
        foreach (string name in CString.ReadAndFreeList(Api.jack_get_ports(client.Handle, null, null, 0)))
        {
            using var text = new CString(name);
            jack_port_t* port = Api.jack_port_by_name(client.Handle, text);
            if (port is not null) ports.Add(Describe(client, port, name));
        }

        return Output.Print(new PortsResult(client.Rate, client.Period, ports), ResultsJson.Default.PortsResult);
    }

    private static PortInfo Describe(JackClient client, jack_port_t* port, string name)
        => new(
            name,
            CString.Read(Api.jack_port_type(port)),
            Flags((JackPortFlags)Api.jack_port_flags(port)),
            Aliases(port),
            Latency(port, JackLatencyCallbackMode.JackCaptureLatency),
            Latency(port, JackLatencyCallbackMode.JackPlaybackLatency),
            CString.ReadAndFreeList(Api.jack_port_get_all_connections(client.Handle, port)));

    private static List<string> Flags(JackPortFlags flags)
        => [.. Enum.GetValues<JackPortFlags>().Where(flag => flags.HasFlag(flag)).Select(flag => $"{flag}"["JackPort".Length..])];

    private static List<string> Aliases(jack_port_t* port)
    {
        nuint size = (nuint)Api.jack_port_name_size();
        sbyte** aliases = stackalloc sbyte*[MostAliases];
        for (int i = 0; i < MostAliases; i++) aliases[i] = (sbyte*)NativeMemory.AllocZeroed(size);
        int count = Api.jack_port_get_aliases(port, aliases);
        var list = new List<string>();
        for (int i = 0; i < MostAliases; i++)
        {
            if (i < count) list.Add(CString.Read(aliases[i]));
            NativeMemory.Free(aliases[i]);
        }

        return list;
    }

    private static uint[] Latency(jack_port_t* port, JackLatencyCallbackMode mode)
    {
        jack_latency_range_t range;
        Api.jack_port_get_latency_range(port, mode, &range);
        return [range.min, range.max];
    }
}
