// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>CLOCK_MONOTONIC in µs when the awaited port existed.</summary>
public sealed record AwaitResult(long At);
