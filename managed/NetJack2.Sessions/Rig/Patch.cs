// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Sessions.Rig;

/// <summary>A connection from a port of one machine to a port of another one.</summary>
/// <remarks>Control thread.</remarks>
/// <param name="from">Where it comes from.</param>
/// <param name="to">Where it goes to.</param>
/// <param name="isMidi">Whether it is for MIDI.</param>
/// <param name="channel">The number of the port that leads to the other machine, at both ends, from 1; 0: none yet.</param>
public sealed class Patch(PatchEnd from, PatchEnd to, bool isMidi, int channel)
{
    /// <summary>The port where the patch begins: an output.</summary>
    public PatchEnd From => from;

    /// <summary>The port where the patch ends: an input.</summary>
    public PatchEnd To => to;

    /// <summary>The two sides: that of the source, then that of the destination.</summary>
    public IReadOnlyList<PatchSide> Sides { get; } = [new(from, isSource: true), new(to, isSource: false)];

    /// <summary>Whether it is for MIDI; otherwise for audio.</summary>
    public bool IsMidi { get; set; } = isMidi;

    /// <summary>The number of the port that leads to the other machine, at both ends, 1…255; 0: none yet.</summary>
    public int Channel { get; set; } = channel;

    /// <summary>Whether it is wanted. Otherwise it is being removed, or is not made yet.</summary>
    public bool IsKept { get; set; }

    /// <summary>The tokens of both machines when there was nothing more to do; null: never.</summary>
    public (uint From, uint To)? SettledFor { get; set; }

    /// <summary>The numbers of the ports of both machines when the patch was checked last.</summary>
    public (ushort From, ushort To) SeenPorts { get; set; }

    /// <summary>Whether ports have appeared or were removed at one of its machines since then: it may have been disconnected with
    /// one.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>Why it is not connected, or not removed; empty where it is.</summary>
    public string Problem { get; set; } = "";

    /// <summary>The time of the next try.</summary>
    public PatchRetry Retry { get; } = new();

    /// <summary>Whether it uses the same one of the ports between two machines.</summary>
    public bool Uses(string source, string destination, bool midi, int number) =>
        IsMidi == midi && Channel == number && string.Equals(from.Machine, source, StringComparison.Ordinal)
        && string.Equals(to.Machine, destination, StringComparison.Ordinal);
}
