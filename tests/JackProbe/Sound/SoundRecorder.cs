// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Sound;

/// <summary>Records the received sound until its capacity is used.</summary>
internal sealed class SoundRecorder(PortArray ports, SoundSender sender, int capacity) : IProcessor
{
    private readonly float[][] _samples = [.. Enumerable.Range(0, ports.Count).Select(_ => new float[capacity])];
    private volatile bool _recording;
    private volatile int _recorded;

    /// <summary>The number of the frame that was sent when the first frame was recorded.</summary>
    public long FirstFrame { get; private set; }

    public void Record() => _recording = true;

    public ReadOnlySpan<float> Samples(int channel) => _samples[channel].AsSpan(0, _recorded);

    public void Process(uint frames)
    {
        if (!_recording || _recorded + (int)frames > capacity) return;
        if (_recorded == 0) FirstFrame = sender.CycleStart;
        for (int channel = 0; channel < _samples.Length; channel++)
            ports.Buffer(channel, frames).CopyTo(_samples[channel].AsSpan(_recorded));
        _recorded += (int)frames;
    }
}
