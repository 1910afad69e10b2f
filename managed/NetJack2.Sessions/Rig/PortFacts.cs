// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>The properties of a JACK port.</summary>
/// <param name="IsMidi">Whether it is for MIDI; otherwise for audio.</param>
/// <param name="IsSource">Whether something comes from it: an output of JACK.</param>
/// <param name="Connection">The first port that it is connected to; null where it has no connection.</param>
public readonly record struct PortFacts(bool IsMidi, bool IsSource, string? Connection)
{
    /// <summary>Whether the port has no connection.</summary>
    public bool IsFree => Connection is null;
}
