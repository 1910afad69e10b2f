// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Cycles of a client that does not use the network. Times in µs.</summary>
/// <param name="MissedFrames">Frames of the server's clock in which the client did not run.</param>
/// <param name="LongestGap">Longest time between two process callbacks.</param>
/// <param name="DelayMedian">Time from the start of the cycle to the process callback.</param>
/// <param name="Delay999">The delay of 99.9 % of the callbacks is at most this.</param>
/// <param name="Delays">Number of callbacks by delay: 0 µs, 1 µs, 2 to 3 µs, 4 to 7 µs, and so on.</param>
public sealed record BystanderResult(
    long Cycles,
    double Seconds,
    uint Rate,
    uint Period,
    int Xruns,
    long MissedFrames,
    long LongestGap,
    long DelayMedian,
    long Delay999,
    long DelayMax,
    IReadOnlyList<long> Delays);
