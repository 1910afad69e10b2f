// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The transport of each cycle.</summary>
public sealed record WatchResult(uint Period, uint Rate, int Xruns, IReadOnlyList<WatchedCycle> Cycles);
