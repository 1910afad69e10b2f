// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Statistics.Processes;

/// <summary>A process that has a UDP port.</summary>
/// <param name="Program">Its name, as ps shows it; empty where it has just ended.</param>
/// <param name="ProcessId">Its number.</param>
public readonly record struct PortOwner(string Program, int ProcessId);
