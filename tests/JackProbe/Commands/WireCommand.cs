// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>wire --from PREFIX --to PREFIX [--channels N] [--wait S]</c>: connects PREFIX1…N to PREFIX1…N and ends; the connections stay.
/// With <c>--channels 0</c> the two names are connected as they are.
/// </summary>
internal static class WireCommand
{
    public static int Run(Options options)
    {
        int channels = options.Count("channels", 2);
        var patience = options.Seconds("wait", 5);
        string from = options.Text("from"), to = options.Text("to");
        List<string> suffixes = channels == 0 ? [""] : [.. Enumerable.Range(1, channels).Select(i => $"{i}")];

        using var client = new JackClient("probe-wire", patience);
        client.AwaitPort(from + suffixes[^1], patience);
        client.AwaitPort(to + suffixes[^1], patience);
        int connected = suffixes.Count(suffix => client.Connect(from + suffix, to + suffix));
        return Output.Print(new WireResult(connected, suffixes.Count - connected), ResultsJson.Default.WireResult);
    }
}
