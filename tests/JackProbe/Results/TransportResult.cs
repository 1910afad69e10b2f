// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The time from the start of the transport until it rolled; −1 if it did not roll.</summary>
public sealed record TransportResult(double Milliseconds);
