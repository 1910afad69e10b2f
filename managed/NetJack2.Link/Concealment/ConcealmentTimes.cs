// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Concealment;

/// <summary>How long what takes place of lost sound, in frames of a sample rate.</summary>
/// <remarks>
/// Repeated sound passes for jack2 for about 10 ms; longer it hums, as a machine does, and is worse than its absence. A fade
/// of 50 ms is too slow to be noticed as an event, and over before the hum is. The repeated piece holds a period of the lowest notes.
/// </remarks>
/// <param name="sampleRate">Frames per second.</param>
public sealed class ConcealmentTimes(int sampleRate)
{
    /// <summary>Frames for which repeated sound keeps its level: 10 ms.</summary>
    public int Hold { get; } = sampleRate / 100;

    /// <summary>Frames after which repeated sound has faded to silence: 60 ms.</summary>
    public int End { get; } = sampleRate * 60 / 1000;

    /// <summary>Frames of the shortest cross-fade into sound that is received again, after the shortest gaps: 1.25 ms.</summary>
    public int ShortestBlend { get; } = Math.Max(1, sampleRate / 800);

    /// <summary>Frames of the longest such cross-fade, and of the seam between repetitions: 5 ms.</summary>
    public int LongestBlend { get; } = Math.Max(1, sampleRate / 200);

    /// <summary>Frames of the shortest piece that is repeated: 5 ms.</summary>
    public int ShortestLag { get; } = Math.Max(1, sampleRate / 200);

    /// <summary>The longest lag, in frames: 20 ms.</summary>
    public int LongestLag { get; } = Math.Max(4, sampleRate / 50);

    /// <summary>Frames of the sound that is compared with the last samples: 5 ms.</summary>
    public int Template { get; } = Math.Max(1, sampleRate / 200);

    /// <summary>Frames of each port that are remembered.</summary>
    public int Memory => LongestLag + Template;

    /// <summary>Frames that the first, coarse search takes as one.</summary>
    public int Coarseness { get; } = Math.Max(1, sampleRate / 12_000);
}
