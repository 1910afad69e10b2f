// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using NetJack2.JackProbe.Sound;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>sound --to PREFIX --from PREFIX [--channels N] [--seconds S] [--settle S] [--wait S]</c>: sends sound to PREFIX1…N, receives it from
/// PREFIX1…N, and measures lag and noise: for lossy encodings.
/// </summary>
/// <remarks>Two clients, as in <c>loop</c>.</remarks>
internal static class SoundCommand
{
    // The lag is found by comparing this many frames, and is at most this: more than any encoding and network latency needs.
    private const int SearchFrames = 3000;
    private const int MaxLag = 40_000;

    public static int Run(Options options)
    {
        int channels = options.Count("channels", 2);
        var patience = options.Seconds("wait", 5);
        using var senderClient = new JackClient("probe-out", patience);
        using var receiverClient = new JackClient("probe-in");
        var outputs = new PortArray(senderClient, "out_", channels, JackPortFlags.JackPortIsOutput);
        var inputs = new PortArray(receiverClient, "in_", channels, JackPortFlags.JackPortIsInput);
        var sound = new TestSound();
        var sender = new SoundSender(outputs, sound);
        var recorder = new SoundRecorder(inputs, sender, (int)(options.Number("seconds", 1) * senderClient.Rate));
        using var stay = new Stay();
        senderClient.Activate(sender);
        receiverClient.Activate(recorder);
        Wiring.Connect(senderClient, receiverClient, options.Text("to"), options.Text("from"), channels, patience);

        stay.For(options.Seconds("settle", 1));
        receiverClient.ResetXruns();
        recorder.Record();
        stay.For(options.Seconds("seconds", 1) + TimeSpan.FromMilliseconds(100));
        int xruns = receiverClient.Xruns;
        long published = Wiring.PublishedLatency(outputs, inputs);

        int[] lags = [.. Enumerable.Range(0, channels).Select(channel => FindLag(sound, recorder, channel))];
        double worst = Enumerable.Range(0, channels).Min(channel => SignalToNoise(sound, recorder, channel, lags[channel]));
        Output.Print(
            new SoundResult(
                channels, recorder.Samples(0).Length, lags[0], lags.Min(), lags.Max(), worst, xruns, published,
                senderClient.Rate, senderClient.Period),
            ResultsJson.Default.SoundResult);
        return 0;
    }

    private static int FindLag(TestSound sound, SoundRecorder recorder, int channel)
    {
        ReadOnlySpan<float> received = recorder.Samples(channel);
        received = received[..Math.Min(received.Length, SearchFrames)];
        int best = -1;
        double least = double.MaxValue;
        for (int lag = 0; lag < MaxLag; lag++)
        {
            double distance = sound.Distance(received, recorder.FirstFrame, channel, lag);
            if (distance >= least) continue;
            least = distance;
            best = lag;
        }

        return best;
    }

    private static double SignalToNoise(TestSound sound, SoundRecorder recorder, int channel, int lag)
    {
        ReadOnlySpan<float> received = recorder.Samples(channel);
        double signal = 0;
        for (int i = 0; i < received.Length; i++) signal += Math.Pow(sound.At(recorder.FirstFrame + i - lag, channel), 2);
        return 10 * Math.Log10(signal / Math.Max(sound.Distance(received, recorder.FirstFrame, channel, lag), 1e-12));
    }
}
