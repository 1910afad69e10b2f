// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.Protocol.Transport;
using NetJack2.RealTime;

namespace NetJack2.Host.Timelines;

/// <summary>Converts between JACK's positions and those of packets.</summary>
public static class JackPosition
{
    /// <summary>Converts a position of JACK; without the fields that belong to one server only.</summary>
    [RealTimeSafe]
    public static TransportPosition Read(in jack_position_t position)
    {
        TransportPosition read = default;
        read.Frame = position.frame;
        read.Fields = (PositionFields)(uint)position.valid;
        read.Bar = position.bar;
        read.Beat = position.beat;
        read.Tick = position.tick;
        read.BeatOffset = position.bbt_offset;
        read.BarStartTick = position.bar_start_tick;
        read.TicksPerBeat = position.ticks_per_beat;
        read.BeatsPerMinute = position.beats_per_minute;
        read.FrameTime = position.frame_time;
        read.NextTime = position.next_time;
        read.ExactTick = position.tick_double;
        read.BeatsPerBar = position.beats_per_bar;
        read.BeatType = position.beat_type;
        read.AudioFramesPerVideoFrame = position.audio_frames_per_video_frame;
        read.VideoOffset = position.video_offset;
        return read.Cleaned();
    }

    /// <summary>Changes a position of JACK's to another place; what belongs to the server stays.</summary>
    [RealTimeSafe]
    public static void Write(ref jack_position_t position, in TransportPosition place)
    {
        position.frame = place.Frame;
        position.valid = (jack_position_bits_t)(uint)place.Fields;
        position.bar = place.Bar;
        position.beat = place.Beat;
        position.tick = place.Tick;
        position.bbt_offset = place.BeatOffset;
        position.bar_start_tick = place.BarStartTick;
        position.ticks_per_beat = place.TicksPerBeat;
        position.beats_per_minute = place.BeatsPerMinute;
        position.frame_time = place.FrameTime;
        position.next_time = place.NextTime;
        position.tick_double = place.ExactTick;
        position.beats_per_bar = place.BeatsPerBar;
        position.beat_type = place.BeatType;
        position.audio_frames_per_video_frame = place.AudioFramesPerVideoFrame;
        position.video_offset = place.VideoOffset;
    }
}
