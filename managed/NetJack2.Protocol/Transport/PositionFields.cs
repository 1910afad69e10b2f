// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>Which fields of a position mean something, as JACK numbers them.</summary>
[Flags]
public enum PositionFields : uint
{
    /// <summary>Only the frame, which always has a meaning.</summary>
    None = 0,

    /// <summary>Bar, beat, tick, bar start, meter and tempo.</summary>
    Beat = 0x10,

    /// <summary>The frame time and the next time, in seconds.</summary>
    Timecode = 0x20,

    /// <summary>The frame's distance to the one that the beat is meant for.</summary>
    BeatOffset = 0x40,

    /// <summary>Audio frames in a video frame.</summary>
    AudioVideoRatio = 0x80,

    /// <summary>The frame's distance to the next video frame.</summary>
    VideoOffset = 0x100,

    /// <summary>The tick with its fraction, in addition to the whole one of <see cref="Beat"/>.</summary>
    ExactTick = 0x200,

    /// <summary>Every field that has a number here; others are removed from what is received.</summary>
    All = Beat | Timecode | BeatOffset | AudioVideoRatio | VideoOffset | ExactTick,
}
