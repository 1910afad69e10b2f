// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>How a client that has nothing to do with the network fared. Times in µs.</summary>
/// <param name="MissedFrames">Frames of the server's clock in which the client was not called.</param>
/// <param name="LongestGap">Longest time between two process callbacks.</param>
/// <param name="DelayMedian">Time from the start of the cycle to the process callback.</param>
/// <param name="Delay999">99.9 % of the callbacks came before this.</param>
/// <param name="Delays">Callbacks by their delay: the first number is of those within 1 µs, each further one of those up to twice as late as the one before.</param>
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
