// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Takes;

/// <summary>The kind of line in a take's file. Cycles of a link count them; <see cref="TakeWords"/> has the words.</summary>
public enum TakeMark : byte
{
    /// <summary>The transport starts to roll: the take begins.</summary>
    Begin,

    /// <summary>The transport has stopped, or the peer's client is closed.</summary>
    End,

    /// <summary>Lost audio, in place of which concealment or silence was played.</summary>
    Concealed,

    /// <summary>Audio that was received, and changed by the cross-fade that ends a gap.</summary>
    Faded,

    /// <summary>No cycle of the peer was there: a fade-out, and then silence.</summary>
    Absent,

    /// <summary>The server freewheels: its cycles without a clock are silent.</summary>
    Freewheel,

    /// <summary>An xrun of this server: a recording program may have missed frames.</summary>
    Xrun,

    /// <summary>A cycle that failed in the module; it played silence.</summary>
    Failed,

    /// <summary>A cycle that does not follow the one that was played before: some are left out, or it is played once more.</summary>
    Skipped,

    /// <summary>MIDI events that were played later than they should have been.</summary>
    MidiLate,

    /// <summary>MIDI events that were lost, or may have been.</summary>
    MidiLost,

    /// <summary>A number of lines that were dropped for lack of room.</summary>
    Unrecorded,
}
