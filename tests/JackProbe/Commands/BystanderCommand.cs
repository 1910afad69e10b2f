// SPDX-License-Identifier: GPL-2.0-or-later
using System.Numerics;
using NetJack2.Interop;
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JackProbe.Commands;

/// <summary>
/// <c>bystander [--seconds S] [--after PORT] [--settle S] [--late MICROSECONDS]</c>: an ordinary client that watches its own cycles,
/// until SIGTERM or the time is over. With <c>--after</c> its input is connected to that port: its delay then contains the processing of
/// the port's owner. With <c>--late</c> it prints a line for each cycle that is later than that, within a tenth of a second.
/// </summary>
internal static class BystanderCommand
{
    private static readonly TimeSpan s_printInterval = TimeSpan.FromSeconds(0.05);

    public static int Run(Options options)
    {
        var patience = options.Seconds("wait", 5);
        using var client = new JackClient("bystander", patience);
        Register(client);
        LateCycles? late = options.Has("late") ? new LateCycles(options.Number("late", 0)) : null;
        var watcher = new CycleWatcher(client, late);
        using var stay = new Stay();
        client.Activate(watcher);
        if (options.Has("after")) Wiring.Listen(client, options.Text("after"), patience);
        stay.For(options.Seconds("settle", 0.2));
        client.ResetXruns();
        watcher.Measure(on: true);
        Wait(stay, options.Seconds("seconds", 3600), late);
        watcher.Measure(on: false);
        int xruns = client.Xruns;
        Thread.Sleep(20); // the cycle that may still run
        return Output.Print(watcher.Result(client.Rate, client.Period, xruns), ResultsJson.Default.BystanderResult);
    }

    private static unsafe void Register(JackClient client) => _ = client.RegisterAudio("in", JackPortFlags.JackPortIsInput);

    private static void Wait(Stay stay, TimeSpan time, LateCycles? late)
    {
        if (late is null)
        {
            stay.For(time);
            return;
        }

        Console.Out.WriteLine("watching");
        long end = MonotonicClock.Microseconds + (long)time.TotalMicroseconds;
        while (MonotonicClock.Microseconds < end && stay.For(s_printInterval))
            late.Print();
    }

    private sealed class CycleWatcher(JackClient client, LateCycles? late) : IProcessor
    {
        private const int LongestDelay = 100_000;
        private readonly long[] _delays = new long[LongestDelay + 1];
        private volatile bool _measuring;
        private ulong _first;
        private ulong _previous;
        private long _cycles;
        private ulong _longestGap;
        private uint _nextFrame;
        private long _missed;

        public void Measure(bool on) => _measuring = on;

        public unsafe void Process(uint frames)
        {
            if (!_measuring) return;
            uint frame;
            ulong start, next;
            float period;
            ulong now = Api.jack_get_time();
            if (Api.jack_get_cycle_times(client.Handle, &frame, &start, &next, &period) != 0) return;
            _delays[now < start ? 0 : Math.Min(now - start, LongestDelay)]++;
            if (_cycles++ == 0)
            {
                _first = now;
            }
            else
            {
                _longestGap = Math.Max(_longestGap, now - _previous);
                _missed += Math.Max(0, (int)(frame - _nextFrame));
                late?.Add(now - _previous - period);
            }

            _previous = now;
            _nextFrame = frame + frames;
        }

        public BystanderResult Result(uint rate, uint period, int xruns)
            => new(
                _cycles, (_previous - _first) / 1e6, rate, period, xruns, _missed, (long)_longestGap,
                Quantile(0.5), Quantile(0.999), Quantile(1), Histogram());

        private long[] Histogram()
        {
            long[] counts = new long[BitOperations.Log2(LongestDelay) + 2];
            for (int delay = 0; delay < _delays.Length; delay++)
                counts[delay == 0 ? 0 : BitOperations.Log2((uint)delay) + 1] += _delays[delay];
            return counts;
        }

        private long Quantile(double share)
        {
            long wanted = (long)Math.Ceiling(_cycles * share);
            long seen = 0;
            for (int delay = 0; delay < _delays.Length; delay++)
            {
                seen += _delays[delay];
                if (seen >= wanted) return delay;
            }

            return LongestDelay;
        }
    }
}
