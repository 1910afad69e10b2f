// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.RealTime;

namespace NetJack2.Protocol.Transport;

/// <summary>Where a transport is: JACK's position without what belongs to one server only.</summary>
public record struct TransportPosition
{
    // Beyond these nothing is music, and arithmetic keeps its precision.
    private const double MostTicks = 1e15;
    private const double MostTicksPerBeat = 1e9;
    private const double MostBeats = 1e6;

    /// <summary>Audio frame at the server's sample rate; wraps around after 2³² frames.</summary>
    public uint Frame;

    /// <summary>Which of the other fields mean something.</summary>
    public PositionFields Fields;

    /// <summary>Bar, from 1, where <see cref="Fields"/> has <see cref="PositionFields.Beat"/>.</summary>
    public int Bar;

    /// <summary>Beat in the bar, from 1.</summary>
    public int Beat;

    /// <summary>Tick in the beat, from 0.</summary>
    public int Tick;

    /// <summary>Frames from the one that bar, beat and tick are meant for to <see cref="Frame"/>.</summary>
    public uint BeatOffset;

    /// <summary>Ticks from the beginning to the beginning of the bar.</summary>
    public double BarStartTick;

    /// <summary>Ticks in a beat, above 0.</summary>
    public double TicksPerBeat;

    /// <summary>Tempo in beats per minute, 0 or more.</summary>
    public double BeatsPerMinute;

    /// <summary>Time of <see cref="Frame"/>, in seconds.</summary>
    public double FrameTime;

    /// <summary>Time of the next cycle's first frame, in seconds.</summary>
    public double NextTime;

    /// <summary>Tick in the beat with its fraction.</summary>
    public double ExactTick;

    /// <summary>Beats in a bar, above 0; may have a fraction.</summary>
    public float BeatsPerBar;

    /// <summary>The beat's note: 4 is a crotchet.</summary>
    public float BeatType;

    /// <summary>Audio frames in a video frame.</summary>
    public float AudioFramesPerVideoFrame;

    /// <summary>Frames to the next video frame.</summary>
    public uint VideoOffset;

    /// <summary>Whether every field that <see cref="Fields"/> names is finite and in its range.</summary>
    public readonly bool IsValid => InvalidFields() == PositionFields.None;

    /// <summary>The same position without fields that mean nothing or are out of range: those are 0.</summary>
    [RealTimeSafe]
    public readonly TransportPosition Cleaned()
    {
        TransportPosition clean = default;
        clean.Frame = Frame;
        clean.Fields = Fields & PositionFields.All & ~InvalidFields();
        if (clean.Has(PositionFields.Beat))
        {
            clean.Bar = Bar;
            clean.Beat = Beat;
            clean.Tick = Tick;
            clean.BarStartTick = BarStartTick;
            clean.TicksPerBeat = TicksPerBeat;
            clean.BeatsPerMinute = BeatsPerMinute;
            clean.BeatsPerBar = BeatsPerBar;
            clean.BeatType = BeatType;
        }
        clean.BeatOffset = clean.Has(PositionFields.BeatOffset) ? BeatOffset : 0;
        clean.ExactTick = clean.Has(PositionFields.ExactTick) ? ExactTick : 0;
        clean.FrameTime = clean.Has(PositionFields.Timecode) ? FrameTime : 0;
        clean.NextTime = clean.Has(PositionFields.Timecode) ? NextTime : 0;
        clean.AudioFramesPerVideoFrame = clean.Has(PositionFields.AudioVideoRatio) ? AudioFramesPerVideoFrame : 0;
        clean.VideoOffset = clean.Has(PositionFields.VideoOffset) ? VideoOffset : 0;
        return clean;
    }

    /// <summary>Where the transport is so many frames later, if the tempo stays.</summary>
    /// <param name="frames">Frames; negative is earlier.</param>
    /// <param name="rate">Frames in a second.</param>
    [RealTimeSafe]
    public readonly TransportPosition After(int frames, int rate)
    {
        TransportPosition later = this;
        if (frames == 0)
            return later;
        later.Frame += (uint)frames;
        later.Fields &= ~PositionFields.VideoOffset;
        double seconds = (double)frames / rate;
        if (Has(PositionFields.Timecode))
        {
            later.FrameTime += seconds;
            later.NextTime += seconds;
        }
        if (Has(PositionFields.Beat))
            later.MoveBeat(seconds * BeatsPerMinute / 60);
        return later;
    }

    [RealTimeSafe]
    private readonly bool Has(PositionFields fields) => (Fields & fields) == fields;

    [RealTimeSafe]
    private void MoveBeat(double beats)
    {
        double ticks = (Has(PositionFields.ExactTick) ? ExactTick : Tick) + (beats * TicksPerBeat);
        double whole = Math.Floor(ticks / TicksPerBeat);
        double tick = Math.Max(0, ticks - (whole * TicksPerBeat));
        double beat = Beat - 1 + whole;
        double bars = Math.Floor(beat / BeatsPerBar);
        Bar = (int)Math.Clamp(Bar + bars, int.MinValue, int.MaxValue);
        Beat = (int)Math.Clamp(beat - (bars * BeatsPerBar) + 1, int.MinValue, int.MaxValue);
        BarStartTick += bars * BeatsPerBar * TicksPerBeat;
        Tick = (int)tick;
        ExactTick = Has(PositionFields.ExactTick) ? tick : 0;
    }

    [RealTimeSafe]
    private readonly PositionFields InvalidFields()
    {
        var invalid = PositionFields.None;
        bool hasBeat = Has(PositionFields.Beat) && IsWithin(BarStartTick, MostTicks) && IsPositive(TicksPerBeat, MostTicksPerBeat)
            && IsWithin(BeatsPerMinute, MostBeats)
            && BeatsPerMinute >= 0 && IsPositive(BeatsPerBar, MostBeats) && IsWithin(BeatType, MostBeats);
        if (!hasBeat)
            invalid |= PositionFields.Beat | PositionFields.BeatOffset | PositionFields.ExactTick;
        if (!IsWithin(ExactTick, MostTicks))
            invalid |= PositionFields.ExactTick;
        if (!IsWithin(FrameTime, MostTicks) || !IsWithin(NextTime, MostTicks))
            invalid |= PositionFields.Timecode;
        if (!IsPositive(AudioFramesPerVideoFrame, MostTicks))
            invalid |= PositionFields.AudioVideoRatio;
        return invalid & Fields;
    }

    // Neither holds for what is not a number.
    [RealTimeSafe]
    private static bool IsWithin(double value, double limit) => Math.Abs(value) <= limit;

    [RealTimeSafe]
    private static bool IsPositive(double value, double limit) => value > 0 && value <= limit;
}
