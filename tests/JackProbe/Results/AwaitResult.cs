// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>CLOCK_MONOTONIC in µs when what was awaited had happened.</summary>
public sealed record AwaitResult(long At);
