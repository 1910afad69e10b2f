// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Midi;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>midi [--to PORT] [--from PORT] [--sizes 3,60,2000] [--times 0,100] [--every N] [--seconds S] [--settle S] [--drain S] [--wait S]</c>:
/// sends numbered events and receives them: one event at each of the times in every N-th cycle, with the sizes in turn.
/// Without <c>--from</c> it only sends; without <c>--to</c> it receives the events of another probe.
/// </summary>
internal static unsafe class MidiCommand
{
    private const int MostEvents = 400_000;

    public static int Run(Options options)
    {
        var patience = options.Seconds("wait", 5);
        int[] times = options.Counts("times", "0");
        Array.Sort(times);

        using var senderClient = new JackClient("probe-midi-out", patience);
        using var receiverClient = new JackClient("probe-midi-in");
        var sent = new SentEvents(MostEvents, options.Counts("sizes", "3,60,2000"));
        if (!options.Has("to")) sent.AssumeAllSent();
        int every = options.Count("every", 1);
        var sender = new MidiSender(senderClient.RegisterMidi("out", JackPortFlags.JackPortIsOutput), sent, times, every);
        var receiver = new MidiReceiver(receiverClient.RegisterMidi("in", JackPortFlags.JackPortIsInput), sender, sent);
        using var stay = new Stay();
        senderClient.Activate(sender);
        receiverClient.Activate(receiver);
        if (options.Has("to")) Wiring.Speak(senderClient, options.Text("to"), patience);
        if (options.Has("from")) Wiring.Listen(receiverClient, options.Text("from"), patience);

        stay.For(options.Seconds("settle", 1));
        receiverClient.ResetXruns();
        sender.Send(on: true);
        stay.For(options.Seconds("seconds", 2));
        sender.Send(on: false);
        int xruns = receiverClient.Xruns;
        stay.For(options.Seconds("drain", 0.5));
        return Output.Print(
            new MidiResult(receiver.Cycles, xruns, senderClient.Period, receiver.Strangers, receiver.Results),
            ResultsJson.Default.MidiResult);
    }
}
