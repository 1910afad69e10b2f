// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.JackProbe.Jack;
using NetJack2.JackProbe.Results;

namespace NetJack2.JackProbe.Loop;

/// <summary>Receives the counter, and checks it while measuring.</summary>
internal sealed class CounterReceiver(JackClient client, PortArray ports, CounterSender sender, CounterCode code) : IProcessor
{
    private readonly ChannelCheck[] _channels = [.. Enumerable.Range(0, ports.Count).Select(channel => new ChannelCheck(channel, code))];
    private volatile bool _measuring;
    private bool _onlyWhileRolling;
    private long _cycles;
    private long _firstSoundAt;
    private long _lastSoundAt;
    private long _longestSilence;
    private long _soundBackAt;
    private bool _isSilent;

    public IReadOnlyList<ChannelCheck> Channels => _channels;

    public long Cycles => Volatile.Read(ref _cycles);

    /// <summary>CLOCK_MONOTONIC in µs of the first cycle with sound; 0 before that.</summary>
    public long FirstSoundAt => Volatile.Read(ref _firstSoundAt);

    /// <summary>CLOCK_MONOTONIC in µs of the first cycle with sound after the longest silence; 0 before that.</summary>
    public long SoundBackAt => Volatile.Read(ref _soundBackAt);

    /// <summary>Begins or ends.</summary>
    /// <param name="on">Whether it begins.</param>
    /// <param name="onlyWhileRolling">Whether cycles count only in which the transport rolls.</param>
    public void Measure(bool on, bool onlyWhileRolling = false)
    {
        _onlyWhileRolling = onlyWhileRolling || (_onlyWhileRolling && !on);
        _measuring = on;
    }

    public void Process(uint frames)
    {
        DetectSound(frames);
        if (!_measuring || (_onlyWhileRolling && !client.IsRolling)) return;
        uint counter = sender.CounterAt(ports.CycleTime);
        for (int channel = 0; channel < _channels.Length; channel++)
            _channels[channel].Check(ports.Buffer(channel, frames), counter);
        _cycles++;
    }

    private void DetectSound(uint frames)
    {
        if (ports.Count == 0 || !ports.Buffer(0, frames).ContainsAnyExcept(0f))
        {
            _isSilent = true;
            return;
        }

        long now = MonotonicClock.Microseconds;
        if (_firstSoundAt == 0) Volatile.Write(ref _firstSoundAt, now);
        else if (_isSilent && now - _lastSoundAt > _longestSilence) EndSilence(now);
        _isSilent = false;
        _lastSoundAt = now;
    }

    private void EndSilence(long now)
    {
        _longestSilence = now - _lastSoundAt;
        Volatile.Write(ref _soundBackAt, now);
    }
}
