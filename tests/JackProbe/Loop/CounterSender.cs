using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Loop;

/// <summary>Writes the frame counter to all ports.</summary>
internal sealed class CounterSender(PortArray ports, CounterCode code) : IProcessor
{
    private uint _next;
    private uint _cycleStart;

    /// <summary>The counter at the first frame of the present cycle. The receiver runs after the sender in the same cycle: the graph orders them.</summary>
    public uint CycleStart => Volatile.Read(ref _cycleStart);

    public void Process(uint frames)
    {
        for (int channel = 0; channel < ports.Count; channel++)
        {
            Span<float> samples = ports.Buffer(channel, frames);
            for (int i = 0; i < samples.Length; i++) samples[i] = code.Encode(_next + (uint)i, channel);
        }

        Volatile.Write(ref _cycleStart, _next);
        _next += frames;
    }
}
