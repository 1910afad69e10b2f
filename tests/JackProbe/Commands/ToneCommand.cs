// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using NetJack2.JackProbe.Tone;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>tone --to PREFIX --from PREFIX [--channels N] [--frequency HZ,…] [--seconds S] [--settle S] [--wait S] [--clip S]</c>: sends
/// sines of the frequencies in turn to PREFIX1…N, receives them from PREFIX1…N, and measures level, pitch and gaps: for paths with a
/// resampler, whose lag is not constant. With <c>--clip</c> one sample of the first port is full scale, so long after the beginning.
/// </summary>
internal static class ToneCommand
{
    public static int Run(Options options)
    {
        int channels = options.Count("channels", 2);
        var patience = options.Seconds("wait", 5);
        using var senderClient = new JackClient("probe-out", patience);
        using var receiverClient = new JackClient("probe-in");
        var outputs = new PortArray(senderClient, "out_", channels, JackPortFlags.JackPortIsOutput);
        var inputs = new PortArray(receiverClient, "in_", channels, JackPortFlags.JackPortIsInput);
        double[] frequencies = options.Numbers("frequency", "440");
        var receiver = new ToneReceiver(inputs, frequencies, receiverClient.Rate);
        using var stay = new Stay();
        double clip = options.Number("clip", -1);
        senderClient.Activate(
            new ToneSender(outputs, frequencies, senderClient.Rate, clip < 0 ? -1 : (long)(clip * senderClient.Rate)));
        receiverClient.Activate(receiver);

        Wiring.Connect(senderClient, receiverClient, options.Text("to"), options.Text("from"), channels, patience);

        stay.For(options.Seconds("settle", 1));
        receiverClient.ResetXruns();
        receiver.Measure(on: true);
        stay.For(options.Seconds("seconds", 2));
        receiver.Measure(on: false);
        int xruns = receiverClient.Xruns;
        Thread.Sleep(20); // the cycle that may still run
        var each = receiver.Channels;
        return Output.Print(
            new ToneResult(
                channels,
                receiver.Cycles,
                receiver.Cycles * receiverClient.Period * channels,
                each.Min(channel => channel.RmsMin),
                each.Max(channel => channel.RmsMax),
                each.Min(channel => channel.Frequency),
                each.Max(channel => channel.Frequency),
                each.Max(channel => channel.LongestGap),
                each.Sum(channel => channel.SilentFrames),
                each.Sum(channel => channel.Clicks),
                xruns,
                receiverClient.Rate,
                receiverClient.Period),
            ResultsJson.Default.ToneResult);
    }
}
