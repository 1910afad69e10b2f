// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Loop;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>loop --to PREFIX --from PREFIX [--channels N] [--seconds S] [--settle S] [--wait S] [--bits 23] [--expect-lag L] [--per-channel]
/// [--report S] [--first 1] [--roll]</c>: sends a counter to PREFIX1…N, receives it from PREFIX1…N, and checks every frame. Exit code 1
/// if a frame does not have the lag of <c>--expect-lag</c>. <c>--report</c> prints an intermediate result every S seconds.
/// <c>--first</c> is the number of the first port. With <c>--roll</c> the transport rolls meanwhile, and only cycles in which it does
/// are checked.
/// </summary>
/// <remarks>Two clients, because a single client before and behind the network is a loop in the graph, which costs a period.</remarks>
internal static class LoopCommand
{
    public static int Run(Options options)
    {
        int channels = options.Count("channels", 2);
        var patience = options.Seconds("wait", 5);
        var code = new CounterCode(options.Count("bits", 23));

        using var senderClient = new JackClient("probe-out", patience);
        using var receiverClient = new JackClient("probe-in");
        var outputs = new PortArray(senderClient, "out_", channels, JackPortFlags.JackPortIsOutput);
        var inputs = new PortArray(receiverClient, "in_", channels, JackPortFlags.JackPortIsInput);
        var sender = new CounterSender(outputs, code);
        var receiver = new CounterReceiver(receiverClient, inputs, sender, code);
        using var stay = new Stay();
        senderClient.Activate(sender);
        receiverClient.Activate(receiver);

        int first = options.Count("first", 1);
        Wiring.Connect(senderClient, receiverClient, options.Text("to"), options.Text("from"), channels, patience, first);

        LoopResult Sum(int xruns)
            => CollectResult(
                receiver, xruns, Wiring.PublishedLatency(outputs, inputs),
                senderClient.Rate, senderClient.Period, options.Has("per-channel"));

        stay.For(options.Seconds("settle", 1));
        receiverClient.ResetXruns();
        bool rolls = options.Has("roll");
        receiver.Measure(on: true, rolls);
        if (rolls) receiverClient.RollTransport(on: true);
        double seconds = options.Number("seconds", 2), report = options.Number("report", seconds);
        for (double left = seconds; left > 0 && stay.For(TimeSpan.FromSeconds(Math.Min(left, report))); left -= report)
        {
            if (left > report) Output.Print(Sum(receiverClient.Xruns), ResultsJson.Default.LoopResult);
        }

        if (rolls) receiverClient.RollTransport(on: false);
        receiver.Measure(on: false);
        int xrunsWhileMeasuring = receiverClient.Xruns;
        Thread.Sleep(20); // the cycle that may still run
        LoopResult result = Sum(xrunsWhileMeasuring);
        Output.Print(result, ResultsJson.Default.LoopResult);
        return !options.Has("expect-lag") || (result.IsPerfect && result.Lag == options.Count("expect-lag", 0)) ? 0 : 1;
    }

    private static LoopResult CollectResult(CounterReceiver receiver, int xruns, long published, uint rate, uint period, bool perChannel)
    {
        var received = receiver.Channels.Where(channel => channel.Lags.Total > 0).ToList();
        long lag = received.Count == 0 ? -1 : received.GroupBy(channel => channel.Lags.Mode).MaxBy(lags => lags.Count())!.Key;
        List<ChannelResult> each = [.. receiver.Channels.Select(channel => channel.Result(lag))];
        return new LoopResult(
            Channels: each.Count,
            Cycles: receiver.Cycles,
            Frames: receiver.Cycles * period * each.Count,
            Lag: lag,
            LagMin: received.Count == 0 ? -1 : received.Min(channel => channel.Lags.Min),
            LagMax: received.Count == 0 ? -1 : received.Max(channel => channel.Lags.Max),
            Glitches: each.Sum(channel => channel.Glitches),
            GlitchFrames: each.Sum(channel => channel.GlitchFrames),
            Undecodable: each.Sum(channel => channel.Undecodable),
            SilentFrames: each.Sum(channel => channel.SilentFrames),
            Gaps: each.Sum(channel => channel.Gaps),
            LongestGap: receiver.Channels.Max(channel => channel.LongestGap),
            Xruns: xruns,
            FirstSoundAt: receiver.FirstSoundAt,
            SoundBackAt: receiver.SoundBackAt,
            PublishedLatency: published,
            Rate: rate,
            Period: period,
            PerChannel: perChannel ? each : null);
    }
}
