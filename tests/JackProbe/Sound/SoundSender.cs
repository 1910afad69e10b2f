// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Sound;

/// <summary>Plays the test sound on all ports.</summary>
internal sealed class SoundSender(PortArray ports, TestSound sound) : IProcessor
{
    private long _next;
    private long _cycleStart;

    /// <summary>The first frame of the present cycle. In each cycle the receiver runs after the sender.</summary>
    public long CycleStart => Volatile.Read(ref _cycleStart);

    public void Process(uint frames)
    {
        for (int channel = 0; channel < ports.Count; channel++)
        {
            Span<float> samples = ports.Buffer(channel, frames);
            for (int i = 0; i < samples.Length; i++) samples[i] = sound.At(_next + i, channel);
        }

        Volatile.Write(ref _cycleStart, _next);
        _next += frames;
    }
}
