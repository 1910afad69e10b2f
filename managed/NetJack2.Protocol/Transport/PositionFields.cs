// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Protocol.Transport;

/// <summary>Which fields of a position mean something, as JACK numbers them.</summary>
[Flags]
public enum PositionFields : uint
{
    /// <summary>The frame only.</summary>
    None = 0,

    /// <summary>Bar, beat, tick and tempo.</summary>
    Beat = 0x10,

    /// <summary>The two times.</summary>
    Timecode = 0x20,

    /// <summary>The frame's distance to the one that the beat is meant for.</summary>
    BeatOffset = 0x40,

    /// <summary>Audio frames in a video frame.</summary>
    AudioVideoRatio = 0x80,

    /// <summary>The frame's distance to the next video frame.</summary>
    VideoOffset = 0x100,

    /// <summary>The tick with its fraction.</summary>
    ExactTick = 0x200,

    /// <summary>All of them.</summary>
    All = Beat | Timecode | BeatOffset | AudioVideoRatio | VideoOffset | ExactTick,
}
