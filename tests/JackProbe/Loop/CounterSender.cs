// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Loop;

/// <summary>Writes the frame counter to all ports.</summary>
internal sealed class CounterSender(PortArray ports, CounterCode code) : IProcessor
{
    private uint _next;
    private ulong _lastCycle;

    /// <summary>The counter at the first frame of a cycle, both before and after the sender has run in it.</summary>
    /// <param name="cycleTime">
    /// JACK's frame time of that cycle: the graph does not order clients that are connected only through physical ports.
    /// </param>
    public uint CounterAt(uint cycleTime)
    {
        ulong last = Volatile.Read(ref _lastCycle);
        return (uint)last + (cycleTime - (uint)(last >> 32));
    }

    public void Process(uint frames)
    {
        for (int channel = 0; channel < ports.Count; channel++)
        {
            Span<float> samples = ports.Buffer(channel, frames);
            for (int i = 0; i < samples.Length; i++) samples[i] = code.Encode(_next + (uint)i, channel);
        }

        Volatile.Write(ref _lastCycle, ((ulong)ports.CycleTime << 32) | _next);
        _next += frames;
    }
}
