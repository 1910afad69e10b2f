// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.JackProbe;
using NetJack2.JackProbe.Loop;
using NetJack2.JackProbe.Results;
using Api = NetJack2.Interop.Jack;

namespace NetJack2.JacknetPeer;

/// <summary>The cycles of a libjacknet master, which sends a counter on all channels and checks it on return.</summary>
/// <param name="slice">Frames of a partial cycle; 0 for whole periods.</param>
internal sealed unsafe class MasterLoop(jack_net_master_t* master, jack_slave_t slave, int period, int rate, int slice, int bits)
{
    private const int Settled = 20;
    private readonly jack_net_master_t* _master = master;
    private readonly CounterCode _code = new(bits);
    private readonly AudioBuffers _out = new(slave.audio_input, period);
    private readonly AudioBuffers _in = new(slave.audio_output, period);
    private readonly MidiBuffers _midiOut = new(slave.midi_input);
    private readonly MidiBuffers _midiIn = new(slave.midi_output);
    private readonly MidiCheck _midi = new(period, Math.Max(slave.midi_input, 0));
    private readonly ChannelCheck[] _checks =
        [.. Enumerable.Range(0, slave.audio_output).Select(channel => new ChannelCheck(channel, new CounterCode(bits)))];
    private readonly PeriodTimer _timer = new(slice > 0 ? slice : period, rate);
    private uint _frame;
    private long _cycles;
    private int _errors;
    private int _late;

    /// <summary>The result so far.</summary>
    public JacknetMasterResult Result
    {
        get
        {
            var received = _checks.Where(check => check.Lags.Total > 0).ToList();
            long lag = received.Count == 0 ? -1 : received.GroupBy(check => check.Lags.Mode).MaxBy(lags => lags.Count())!.Key;
            List<ChannelResult> each = [.. _checks.Select(check => check.Result(lag))];
            var audio = new LoopResult(
                each.Count,
                _cycles,
                _cycles * Frames * each.Count,
                lag,
                received.Count == 0 ? -1 : received.Min(check => check.Lags.Min),
                received.Count == 0 ? -1 : received.Max(check => check.Lags.Max),
                each.Sum(channel => channel.Glitches),
                each.Sum(channel => channel.GlitchFrames),
                each.Sum(channel => channel.Undecodable),
                each.Sum(channel => channel.SilentFrames),
                each.Sum(channel => channel.Gaps),
                _checks.Max(check => check.LongestGap),
                _late,
                FirstSoundAt: 0,
                SoundBackAt: 0,
                PublishedLatency: (long)slave.latency * period,
                (uint)rate,
                (uint)period,
                PerChannel: null);
            return new JacknetMasterResult(audio, _midi.Sent, _midi.Intact, _midi.Wrong, _errors, slave.audio_input, slave.audio_output);
        }
    }

    private int Frames => slice > 0 ? slice : period;

    /// <summary>Runs cycles for a time; false if a signal ended them.</summary>
    public bool Run(Stay stay, TimeSpan time, bool measure)
    {
        // Events that are sent unmeasured would be received while measuring.
        _midi.Measure(on: measure);
        long cycles = (long)(time.TotalSeconds * rate / Frames);
        for (long cycle = 0; cycle < cycles; cycle++)
        {
            if (!stay.For(TimeSpan.Zero)) return false;
            _timer.Wait();
            // The last cycles only receive.
            Cycle(measure, mayCount: cycle < cycles - Settled - slave.latency);
            if (measure && _timer.IsHalfOver) _late++;
        }

        return true;
    }

    private void Cycle(bool measure, bool mayCount)
    {
        for (int channel = 0; channel < slave.audio_input; channel++)
        {
            Span<float> samples = _out[channel];
            samples[Frames..].Clear();
            for (int i = 0; i < Frames; i++) samples[i] = _code.Encode(_frame + (uint)i, channel);
        }

        _midi.Send(_midiOut, mayCount);
        int sent = slice > 0
            ? Api.jack_net_master_send_slice(_master, slave.audio_input, _out.Pointers, slave.midi_input, _midiOut.Pointers, slice)
            : Api.jack_net_master_send(_master, slave.audio_input, _out.Pointers, slave.midi_input, _midiOut.Pointers);
        int received = slice > 0
            ? Api.jack_net_master_recv_slice(_master, slave.audio_output, _in.Pointers, slave.midi_output, _midiIn.Pointers, slice)
            : Api.jack_net_master_recv(_master, slave.audio_output, _in.Pointers, slave.midi_output, _midiIn.Pointers);
        if (measure) Check(sent, received);
        _frame += (uint)Frames;
    }

    private void Check(int sent, int received)
    {
        if (sent < 0 || received < 0) _errors++;
        for (int channel = 0; channel < _checks.Length; channel++) _checks[channel].Check(_in[channel][..Frames], _frame);
        _midi.Receive(_midiIn);
        _cycles++;
    }
}
