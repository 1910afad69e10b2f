using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Tone;

/// <summary>Writes a sine to all ports.</summary>
internal sealed class ToneSender(PortArray ports, double frequency, double rate) : IProcessor
{
    public const float Amplitude = 0.5f;
    private readonly double _step = 2 * Math.PI * frequency / rate;
    private long _next;

    public void Process(uint frames)
    {
        for (int channel = 0; channel < ports.Count; channel++)
        {
            Span<float> samples = ports.Buffer(channel, frames);
            for (int i = 0; i < samples.Length; i++) samples[i] = Amplitude * (float)Math.Sin(_step * (_next + i));
        }

        _next += frames;
    }
}
