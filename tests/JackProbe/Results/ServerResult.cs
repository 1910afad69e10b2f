// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>Answer of the server to a request; 0 is success.</summary>
/// <param name="Status">JackStatus bits or an error code.</param>
/// <param name="Milliseconds">How long the (slowest) request took.</param>
public sealed record ServerResult(int Status, int Times, double Milliseconds);
