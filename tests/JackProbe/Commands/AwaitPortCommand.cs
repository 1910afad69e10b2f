// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary><c>await-port --port NAME [--wait S]</c>: waits for a port of this name and prints the time.</summary>
internal static class AwaitPortCommand
{
    public static int Run(Options options)
    {
        var patience = options.Seconds("wait", 5);
        using var client = new JackClient("probe-await", patience);
        client.AwaitPort(options.Text("port"), patience);
        return Output.Print(new AwaitResult(MonotonicClock.Microseconds), ResultsJson.Default.AwaitResult);
    }
}
