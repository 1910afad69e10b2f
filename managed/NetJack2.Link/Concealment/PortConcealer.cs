// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Link.Concealment;

/// <summary>One port: remembers the last sound, and continues it where sound is lost.</summary>
/// <remarks>
/// Repeats the piece of the past whose beginning best continues the last sound. Where a repetition begins, the small step that
/// is left is spread over it, so that the sound continues from the last sample. After a while it fades; sound that
/// is back is cross-faded in. Used by the one thread that runs the link's cycles.
/// </remarks>
public sealed class PortConcealer(ConcealmentTimes times, WaveMatch match, NativeArray<float> memory, int start)
{
    // Of the ring of the last sound; the next sample replaces the oldest.
    private int _next;

    // Of the gap that goes on, or that sound is being blended in after.
    private int _lag;
    private int _phase;
    private float _seam;
    private int _elapsed = times.End;
    private int _blendLength;
    private int _blended;
    private bool _isInGap = true;

    /// <summary>Number of samples at the beginning of those received last that belong to a cross-fade.</summary>
    public int Faded { get; private set; }

    /// <summary>Samples of memory that a port needs.</summary>
    public static int SizeFor(ConcealmentTimes times) => times.Memory + times.LongestLag;

    /// <summary>Forgets the last sound: the next one follows silence.</summary>
    [RealTimeSafe]
    public void Forget()
    {
        Past.Clear();
        _elapsed = times.End;
        _isInGap = true;
    }

    /// <summary>Plays sound that was received; the first of it after a gap is cross-faded with what stood for the lost.</summary>
    /// <returns>How many samples differ from what was received.</returns>
    [RealTimeSafe]
    public int Receive(Span<float> samples)
    {
        if (_isInGap)
        {
            _isInGap = false;
            _blended = 0;
            _blendLength = Math.Clamp(_elapsed, times.ShortestBlend, times.LongestBlend);
        }
        int changed = 0;
        Faded = 0;
        if (_blended < _blendLength)
            changed = Blend(samples);
        Remember(samples);
        return changed;
    }

    /// <summary>Fills in for sound that is lost.</summary>
    /// <returns>How many samples were made up, other than as silence.</returns>
    [RealTimeSafe]
    public int Conceal(Span<float> samples)
    {
        if (!_isInGap)
            Begin();
        int made = Math.Min(samples.Length, Math.Max(0, times.End - _elapsed));
        for (int index = 0; index < made; index++)
            samples[index] = Next();
        samples[made..].Clear();
        Remember(samples);
        return made;
    }

    /// <summary>Sound that would have been played is left out: what is received next is faded in from its beginning.</summary>
    /// <remarks>While a gap is being concealed, the next sound is faded in from there anyway.</remarks>
    [RealTimeSafe]
    public void Leave(ReadOnlySpan<float> samples)
    {
        if (_isInGap || samples.IsEmpty)
            return;
        _lag = Math.Min(samples.Length, times.LongestBlend);
        samples[.._lag].CopyTo(Pattern);
        (_phase, _elapsed, _seam) = (0, 0, 0);
        (_blended, _blendLength) = (0, _lag);
    }

    private Span<float> Past => memory.Span.Slice(start, times.Memory);

    private Span<float> Pattern => memory.Span.Slice(start + times.Memory, times.LongestLag);

    [RealTimeSafe]
    private void Begin()
    {
        _isInGap = true;
        _elapsed = 0;
        _phase = 0;
        // In order of time, so that it can be searched; where it begins does not matter to what comes next.
        Unroll();
        Span<float> past = Past;
        float energy = 0;
        foreach (float sample in past)
            energy += sample * sample;
        if (energy == 0 || !float.IsFinite(energy))
        {
            _elapsed = times.End;
            return;
        }
        _lag = match.FindLag(past);
        past[^_lag..].CopyTo(Pattern);
        _seam = past[^1] - past[^(_lag + 1)];
    }

    [RealTimeSafe]
    private float Next()
    {
        float sample = Pattern[_phase];
        if (_phase < times.LongestBlend)
            sample += _seam * (times.LongestBlend - _phase) / times.LongestBlend;
        if (++_phase == _lag)
            _phase = 0;
        int faded = _elapsed++ - times.Hold;
        return faded <= 0 ? sample : sample * Rise((float)(times.End - times.Hold - faded) / (times.End - times.Hold));
    }

    [RealTimeSafe]
    private int Blend(Span<float> samples)
    {
        int changed = 0;
        int count = Faded = Math.Min(samples.Length, _blendLength - _blended);
        for (int index = 0; index < count; index++)
        {
            float share = Rise((float)++_blended / (_blendLength + 1));
            float before = _elapsed < times.End ? Next() : 0;
            float after = samples[index];
            samples[index] = before + (share * (after - before));
            changed += samples[index] == after ? 0 : 1;
        }
        return changed;
    }

    // From 0 to 1 without a corner at either end.
    [RealTimeSafe]
    private static float Rise(float share) => share * share * (3 - (2 * share));

    [RealTimeSafe]
    private void Remember(ReadOnlySpan<float> samples)
    {
        if (samples.Length > times.Memory)
            samples = samples[^times.Memory..];
        int first = Math.Min(samples.Length, times.Memory - _next);
        samples[..first].CopyTo(Past[_next..]);
        samples[first..].CopyTo(Past);
        _next = (_next + samples.Length) % times.Memory;
    }

    [RealTimeSafe]
    private void Unroll()
    {
        Span<float> past = Past;
        past[.._next].Reverse();
        past[_next..].Reverse();
        past.Reverse();
        _next = 0;
    }
}
