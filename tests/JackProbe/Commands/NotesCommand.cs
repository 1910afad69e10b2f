// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Midi;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>notes [--to PORT] [--from PORT] [--seconds S] [--settle S] [--drain S] [--wait S]</c>: sends notes, receives them, and counts those
/// that are on at the end. Without <c>--from</c> it only sends; without <c>--to</c> it receives the notes of another probe.
/// </summary>
internal static unsafe class NotesCommand
{
    public static int Run(Options options)
    {
        var patience = options.Seconds("wait", 5);
        using var senderClient = new JackClient("probe-notes-out", patience);
        using var receiverClient = new JackClient("probe-notes-in");
        var sender = new NoteSender(senderClient.RegisterMidi("out", JackPortFlags.JackPortIsOutput));
        var receiver = new NoteReceiver(receiverClient.RegisterMidi("in", JackPortFlags.JackPortIsInput));
        using var stay = new Stay();
        senderClient.Activate(sender);
        receiverClient.Activate(receiver);
        if (options.Has("from")) Wiring.Listen(receiverClient, options.Text("from"), patience);
        if (options.Has("to")) Wiring.Speak(senderClient, options.Text("to"), patience);

        stay.For(options.Seconds("settle", 1));
        receiverClient.ResetXruns();
        sender.Send(options.Has("to"));
        stay.For(options.Seconds("seconds", 2));
        sender.Send(on: false);
        int xruns = receiverClient.Xruns;
        stay.For(options.Seconds("drain", 0.5));
        return Output.Print(
            new NotesResult(sender.Sent, receiver.Begun, receiver.Ended, receiver.Strange, receiver.Held, xruns),
            ResultsJson.Default.NotesResult);
    }
}
