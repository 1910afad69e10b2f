// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>through --from PREFIX --to PREFIX [--channels N] [--wait S] [--name NAME]</c>: a client between two sets of ports that copies its
/// inputs to its outputs until SIGTERM. It prints a line when it is connected.
/// </summary>
/// <remarks>On an asynchronous slave, a client between the ports adds a period; a direct connection does not.</remarks>
internal static class ThroughCommand
{
    public static int Run(Options options)
    {
        int channels = options.Count("channels", 2);
        var patience = options.Seconds("wait", 5);
        using var client = new JackClient(options.Text("name", "through"), patience);
        var inputs = new PortArray(client, "in_", channels, JackPortFlags.JackPortIsInput);
        var outputs = new PortArray(client, "out_", channels, JackPortFlags.JackPortIsOutput);
        using var stay = new Stay();
        client.Activate(new Copier(inputs, outputs));

        string from = options.Text("from"), to = options.Text("to");
        client.AwaitPort($"{from}{channels}", patience);
        client.AwaitPort($"{to}{channels}", patience);
        for (int i = 1; i <= channels; i++)
        {
            client.Connect($"{from}{i}", $"{client.Name}:in_{i}");
            client.Connect($"{client.Name}:out_{i}", $"{to}{i}");
        }

        Output.Print(new WireResult(2 * channels, 0), ResultsJson.Default.WireResult);
        stay.For(Timeout.InfiniteTimeSpan);
        return 0;
    }

    private sealed class Copier(PortArray inputs, PortArray outputs) : IProcessor
    {
        public void Process(uint frames)
        {
            for (int i = 0; i < inputs.Count; i++) inputs.Buffer(i, frames).CopyTo(outputs.Buffer(i, frames));
        }
    }
}
