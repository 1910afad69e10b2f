// SPDX-License-Identifier: GPL-2.0-or-later
using System.Globalization;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using NetJack2.JackProbe.Transport;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>watch-transport --to PORT | --from PORT [--seconds S] [--plan "start@0.5,locate:48000@1,stop@2,freewheel@1,clock@2"] [--slow S]
/// [--tempo BPM [--conditional]]</c>: records the transport of each cycle, with a number that is sent to one port and received from
/// another, so that the transports of two hosts can be compared cycle by cycle. Meanwhile it executes the plan.
/// Prints <c>watching</c> when the plan begins.
/// </summary>
internal static unsafe class WatchTransportCommand
{
    public static int Run(Options options)
    {
        var patience = options.Seconds("wait", 5);
        double seconds = options.Number("seconds", 2);
        bool sends = options.Has("to");
        using var client = new JackClient("watcher", patience);
        var log = new CycleLog(client, sends, (int)((seconds + 20) * client.Rate / client.Period));
        using var stay = new Stay();
        client.Activate(log);
        if (sends) Wiring.Speak(client, options.Text("to"), patience);
        else Wiring.Listen(client, options.Text("from"), patience);
        using Metronome? metronome = options.Has("tempo")
            ? new Metronome(client, options.Number("tempo", 120), options.Has("conditional"))
            : null;
        using SlowClient? slow = options.Has("slow") ? new SlowClient(client, options.Seconds("slow", 0.5)) : null;
        Console.Error.WriteLine("watching");
        double now = 0;
        foreach ((string what, double when) in Plan(options.Text("plan", "")))
        {
            stay.For(TimeSpan.FromSeconds(Math.Max(0, when - now)));
            now = when;
            Do(client, what);
        }

        stay.For(TimeSpan.FromSeconds(Math.Max(0, seconds - now)));
        return Output.Print(log.Result(), ResultsJson.Default.WatchResult);
    }

    private static IEnumerable<(string What, double When)> Plan(string text)
        => from step in text.Split(',', StringSplitOptions.RemoveEmptyEntries)
           let parts = step.Split('@')
           select (parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture));

    private static void Do(JackClient client, string what)
    {
        switch (what.Split(':'))
        {
            case ["start"]:
                Api.jack_transport_start(client.Handle);
                break;
            case ["stop"]:
                Api.jack_transport_stop(client.Handle);
                break;
            case ["locate", var frame]:
                _ = Api.jack_transport_locate(client.Handle, uint.Parse(frame, CultureInfo.InvariantCulture));
                break;
            case ["freewheel"]:
                _ = Api.jack_set_freewheel(client.Handle, 1);
                break;
            case ["clock"]:
                _ = Api.jack_set_freewheel(client.Handle, 0);
                break;
            default:
                throw new ProbeException($"unknown step of a plan: {what}");
        }
    }
}
