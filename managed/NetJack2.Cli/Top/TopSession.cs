// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Rig.Pages;

namespace NetJack2.Cli.Top;

/// <summary>A session as one reading of the pages found it, and its losses until then.</summary>
/// <param name="Key">Which one it is.</param>
/// <param name="Page">Its module.</param>
/// <param name="Report">Its numbers.</param>
/// <param name="LostPerSecond">Packets lost in the last second; null: this is the first, or it has no packets.</param>
/// <param name="Losses">Packets lost in each of the last seconds, the last of them at the end.</param>
internal sealed record TopSession(
    SessionKey Key, ModulePage Page, SessionReport Report, double? LostPerSecond, IReadOnlyList<long> Losses)
{
    /// <summary>Whether it loses packets at present, or its module does not write.</summary>
    public bool IsWrong => LostPerSecond > 0 || Page.IsHanging;

    /// <summary>Its state, or "no news" where its module does not write.</summary>
    public string State => Page.IsHanging ? "no news" : Report.State;
}
