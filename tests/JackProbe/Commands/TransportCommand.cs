// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary><c>transport-start-time [--seconds S]</c>: starts the transport, measures the time until it rolls, stops it.</summary>
internal static unsafe class TransportCommand
{
    public static int Run(Options options)
    {
        using var client = new JackClient("probe-transport", options.Seconds("wait", 5));
        client.Activate();
        var patience = options.Seconds("seconds", 12);
        var time = Stopwatch.StartNew();
        Api.jack_transport_start(client.Handle);
        double milliseconds = -1;
        while (milliseconds < 0 && time.Elapsed < patience)
        {
            bool isRolling = Api.jack_transport_query(client.Handle, null) == jack_transport_state_t.JackTransportRolling;
            if (isRolling) milliseconds = time.Elapsed.TotalMilliseconds;
            else Thread.Sleep(1);
        }

        Api.jack_transport_stop(client.Handle);
        return Output.Print(new TransportResult(milliseconds), ResultsJson.Default.TransportResult);
    }
}
