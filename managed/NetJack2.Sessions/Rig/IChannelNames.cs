// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The ports of a machine that lead to other machines. Control thread.</summary>
public interface IChannelNames
{
    /// <summary>The prefix, before the number from 1, of the full names of such ports; null where there are none.</summary>
    /// <param name="peer">The other machine, by its name in the rig; empty: the master.</param>
    /// <param name="isToPeer">Whether they lead there; otherwise they come from there.</param>
    /// <param name="isMidi">Whether they are for MIDI.</param>
    string? PrefixOf(string peer, bool isToPeer, bool isMidi);

    /// <summary>The other slaves that this machine knows, and whether packets arrive from each of them; null where there is no link now,
    /// or only for some moments.</summary>
    IEnumerable<(string Peer, bool? IsReceived)> Links { get; }
}
