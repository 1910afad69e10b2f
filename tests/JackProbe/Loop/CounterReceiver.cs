using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Loop;

/// <summary>Reads what comes back, and checks it while measuring.</summary>
internal sealed class CounterReceiver(PortArray ports, CounterSender sender, CounterCode code) : IProcessor
{
    private readonly ChannelCheck[] _channels = [.. Enumerable.Range(0, ports.Count).Select(channel => new ChannelCheck(channel, code))];
    private volatile bool _measuring;
    private long _cycles;
    private long _firstSoundAt;

    public IReadOnlyList<ChannelCheck> Channels => _channels;

    public long Cycles => Volatile.Read(ref _cycles);

    /// <summary>CLOCK_MONOTONIC in µs of the first cycle with sound; 0: none yet.</summary>
    public long FirstSoundAt => Volatile.Read(ref _firstSoundAt);

    public void Measure(bool on) => _measuring = on;

    public void Process(uint frames)
    {
        if (_firstSoundAt == 0) LookForSound(frames);
        if (!_measuring) return;
        uint counter = sender.CounterAt(ports.CycleTime);
        for (int channel = 0; channel < _channels.Length; channel++)
            _channels[channel].Check(ports.Buffer(channel, frames), counter);
        _cycles++;
    }

    private void LookForSound(uint frames)
    {
        if (ports.Count > 0 && ports.Buffer(0, frames).ContainsAnyExcept(0f)) Volatile.Write(ref _firstSoundAt, MonotonicClock.Microseconds);
    }
}
