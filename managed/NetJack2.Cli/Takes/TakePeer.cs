// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Takes;

/// <summary>One peer's part in a take: number of frames, and of those that are wrong.</summary>
/// <param name="Name">The slave's client; empty on a slave.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="WrongFrames">How many of them are wrong at some port.</param>
internal sealed record TakePeer(string Name, long Frames, long WrongFrames);
