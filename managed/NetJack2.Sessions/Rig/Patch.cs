// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>A connection from a port of one machine to a port of another one.</summary>
/// <remarks>Control thread.</remarks>
/// <param name="from">Where it comes from.</param>
/// <param name="to">Where it goes to.</param>
/// <param name="isMidi">Whether it is for MIDI.</param>
/// <param name="channel">The number of the port that leads to the other machine, at both ends, from 1.</param>
public sealed class Patch(PatchEnd from, PatchEnd to, bool isMidi, int channel)
{
    /// <summary>Where it comes from.</summary>
    public PatchEnd From => from;

    /// <summary>Where it goes to.</summary>
    public PatchEnd To => to;

    /// <summary>Whether it is for MIDI; otherwise for audio.</summary>
    public bool IsMidi => isMidi;

    /// <summary>The number of the port that leads to the other machine, at both ends, 1…255.</summary>
    public int Channel => channel;

    /// <summary>The tokens of both machines when both ends were connected last; null: never. A machine that joins anew has another one.
    /// </summary>
    public (uint From, uint To)? MadeFor { get; set; }

    /// <summary>Why it is not connected; empty where it is.</summary>
    public string Problem { get; set; } = "";

    /// <summary>When it is tried again, in nanoseconds of CLOCK_MONOTONIC.</summary>
    public long TryAtNs { get; set; }

    /// <summary>Whether it uses the same one of the ports between two machines.</summary>
    public bool Uses(string source, string destination, bool midi, int number) =>
        isMidi == midi && channel == number && string.Equals(from.Machine, source, StringComparison.Ordinal)
        && string.Equals(to.Machine, destination, StringComparison.Ordinal);
}
