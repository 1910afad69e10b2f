// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Protocol.Mesh;

namespace NetJack2.Sessions.Rig;

/// <summary>An end of a patch, and what is known about its connection.</summary>
/// <remarks>Control thread.</remarks>
/// <param name="end">The end.</param>
/// <param name="isSource">Whether it is where the patch comes from.</param>
public sealed class PatchSide(PatchEnd end, bool isSource)
{
    /// <summary>The end that this side works on.</summary>
    public PatchEnd End => end;

    /// <summary>The port's direction as a word of requests: <see cref="RequestWords.Out"/> or <see cref="RequestWords.In"/>.</summary>
    public string Direction => isSource ? RequestWords.Out : RequestWords.In;

    /// <summary>The token of its machine when it was connected last; 0: it has to be connected. A machine that joins anew has another
    /// token.</summary>
    public uint MadeFor { get; set; }

    /// <summary>Whether this side of a patch that is being removed is disconnected.</summary>
    public bool IsParted { get; set; }
}
