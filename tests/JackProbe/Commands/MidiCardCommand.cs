// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary><c>midi-card [--channels N] [--name NAME]</c>: a client with physical MIDI ports, until SIGTERM.</summary>
internal static unsafe class MidiCardCommand
{
    public static int Run(Options options)
    {
        int channels = options.Count("channels", 1);
        using var client = new JackClient(options.Text("name", "card"), options.Seconds("wait", 5));
        using var stay = new Stay();
        for (int i = 1; i <= channels; i++)
        {
            _ = client.RegisterMidi($"capture_{i}", JackPortFlags.JackPortIsOutput | JackPortFlags.JackPortIsPhysical);
            _ = client.RegisterMidi($"playback_{i}", JackPortFlags.JackPortIsInput | JackPortFlags.JackPortIsPhysical);
        }

        client.Activate();
        Output.Print(new WireResult(2 * channels, 0), ResultsJson.Default.WireResult);
        stay.For(Timeout.InfiniteTimeSpan);
        return 0;
    }
}
