// SPDX-License-Identifier: GPL-2.0-or-later

namespace NetJack2.Link.Cycles;

/// <summary>A range of frames of a cycle; the end is exclusive.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one behind the last.</param>
public readonly record struct FrameRange(int Start, int End)
{
    /// <summary>Whether the range holds no frame.</summary>
    public bool IsEmpty => Start >= End;
}
