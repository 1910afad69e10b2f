// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling.Tests.World;

/// <summary>A <see cref="ClockBridge"/> between two virtual sides. The near side plays a sine; the far side plays back to itself:
/// what it plays it captures.</summary>
internal sealed class BridgeSimulation
{
    public const double Frequency = 1000 / 48000.0;

    private readonly BridgeParameters _parameters;
    private readonly float[] _near;
    private readonly float[] _far;
    private readonly Dictionary<long, float[]> _played = [];

    public BridgeSimulation(BridgeParameters parameters, double ppm, double jitter, int seed, Func<Random, double>? farLateness = null)
    {
        _parameters = parameters;
        Near = new VirtualSide(parameters.NearRate, 0, parameters.NearPeriod, Lateness.Uniform(2 * jitter), seed);
        Far = new VirtualSide(parameters.FarRate, ppm, parameters.FarPeriod, farLateness ?? Lateness.Uniform(2 * jitter), seed + 1);
        Bridge = new ClockBridge(parameters);
        _near = new float[parameters.NearPeriod];
        _far = new float[parameters.FarPeriod];
        Near.Begin();
        Far.Begin();
    }

    public VirtualSide Near { get; }

    public VirtualSide Far { get; }

    public ClockBridge Bridge { get; }

    /// <summary>What each channel captured, cycle after cycle; the frame number that it begins with.</summary>
    public List<float>[] Captured { get; private set; } = [];

    public long CapturedFrom { get; private set; }

    public double Seconds => Near.NextSeen * 1e-6;

    /// <summary>Runs up to a time, and keeps what was captured since the call.</summary>
    public void RunTo(double seconds)
    {
        Captured = [.. Enumerable.Range(0, _parameters.CaptureChannels).Select(_ => new List<float>())];
        CapturedFrom = Near.Frame;
        while (Seconds < seconds)
        {
            if (Far.NextSeen <= Near.NextSeen)
                FarBlock();
            else
                NearCycle();
        }
    }

    /// <summary>A sine of an amplitude of one half.</summary>
    public static float Sine(double frame) => (float)(0.5 * Math.Sin(2 * Math.PI * Math.IEEERemainder(Frequency * frame, 1)));

    private void FarBlock()
    {
        int frames = Far.Block;
        Bridge.BeginFar(Far.Frame, Far.NextSeen * 1e-6, frames);
        float[][] block = [.. Enumerable.Range(0, _parameters.PlaybackChannels).Select(channel => Play(channel, frames))];
        for (int channel = 0; channel < _parameters.CaptureChannels; channel++)
        {
            // What was played in the block before is what this one has captured.
            bool isThere = _played.TryGetValue(Far.Frame - frames + ((long)channel << 40), out float[]? played);
            Bridge.WriteCapture(channel, isThere ? played : new float[frames]);
        }
        Bridge.EndFar();
        _played.Clear();
        for (int channel = 0; channel < block.Length; channel++)
            _played[Far.Frame + ((long)channel << 40)] = block[channel];
        Far.Next();
    }

    private float[] Play(int channel, int frames)
    {
        Bridge.ReadPlayback(channel, _far.AsSpan(0, frames));
        return _far[..frames];
    }

    private void NearCycle()
    {
        Bridge.BeginNear(Near.Frame, Near.NextSeen * 1e-6, Near.Block);
        for (int channel = 0; channel < _parameters.CaptureChannels; channel++)
        {
            Bridge.ReadCapture(channel, _near);
            Captured[channel].AddRange(_near);
        }
        for (int frame = 0; frame < Near.Block; frame++)
            _near[frame] = Sine(Near.Frame + frame);
        for (int channel = 0; channel < _parameters.PlaybackChannels; channel++)
            Bridge.WritePlayback(channel, _near);
        Bridge.EndNear();
        Near.Next();
    }
}
