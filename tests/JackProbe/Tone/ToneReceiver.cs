// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;

namespace NetJack2.JackProbe.Tone;

/// <summary>Checks the received sines while measuring.</summary>
internal sealed class ToneReceiver(PortArray ports, double[] frequencies, double rate) : IProcessor
{
    private readonly ToneCheck[] _channels =
        [.. Enumerable.Range(0, ports.Count).Select(channel => new ToneCheck(frequencies[channel % frequencies.Length], rate))];
    private volatile bool _measuring;
    private long _cycles;

    public IReadOnlyList<ToneCheck> Channels => _channels;

    public long Cycles => Volatile.Read(ref _cycles);

    public void Measure(bool on) => _measuring = on;

    public void Process(uint frames)
    {
        if (!_measuring) return;
        for (int channel = 0; channel < _channels.Length; channel++) _channels[channel].Check(ports.Buffer(channel, frames));
        _cycles++;
    }
}
