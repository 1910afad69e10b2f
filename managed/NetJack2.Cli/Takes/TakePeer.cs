// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Cli.Takes;

/// <summary>What a take has of one peer.</summary>
/// <param name="Name">The slave's client; empty on a slave.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="WrongFrames">How many of them are wrong at some port.</param>
internal sealed record TakePeer(string Name, long Frames, long WrongFrames);
