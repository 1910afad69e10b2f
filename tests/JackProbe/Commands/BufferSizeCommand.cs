// SPDX-License-Identifier: GPL-2.0-or-later
using System.Diagnostics;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary><c>set-buffer-size --frames N</c>: changes the period of the server.</summary>
internal static unsafe class BufferSizeCommand
{
    public static int Run(Options options)
    {
        using var client = new JackClient("probe-period", options.Seconds("wait", 5));
        client.Activate();
        var time = Stopwatch.StartNew();
        int status = Api.jack_set_buffer_size(client.Handle, (uint)options.Count("frames", 256));
        return Output.Print(new ServerResult(status, 1, time.Elapsed.TotalMilliseconds), ResultsJson.Default.ServerResult);
    }
}
