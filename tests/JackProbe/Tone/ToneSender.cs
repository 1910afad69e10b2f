// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Tone;

/// <summary>Writes a sine to each port, of the frequencies in turn.</summary>
/// <param name="ports">The ports.</param>
/// <param name="frequencies">In Hz.</param>
/// <param name="rate">Frames a second.</param>
/// <param name="clipAt">The frame in which the first port has one sample of full scale; negative: none.</param>
internal sealed class ToneSender(PortArray ports, double[] frequencies, double rate, long clipAt = -1) : IProcessor
{
    public const float Amplitude = 0.5f;
    private long _next;

    public void Process(uint frames)
    {
        for (int channel = 0; channel < ports.Count; channel++)
        {
            Span<float> samples = ports.Buffer(channel, frames);
            double step = 2 * Math.PI * frequencies[channel % frequencies.Length] / rate;
            for (int i = 0; i < samples.Length; i++) samples[i] = Amplitude * (float)Math.Sin(step * (_next + i));
            if (channel == 0 && clipAt >= _next && clipAt < _next + frames) samples[(int)(clipAt - _next)] = 1;
        }

        _next += frames;
    }
}
