// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Time from starting the transport until it rolled; −1: it did not.</summary>
public sealed record TransportResult(double Milliseconds);
