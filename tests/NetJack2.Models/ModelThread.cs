// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Models;

/// <summary>What a thread does in a model, as numbered steps, and how many numbers of its own it has, which begin as 0.</summary>
public sealed record ModelThread(int Own, params ModelStep[] Steps)
{
    /// <summary>The number of no step.</summary>
    public const int End = -1;
}
