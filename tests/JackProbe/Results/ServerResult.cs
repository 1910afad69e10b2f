// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>The answer of the server to a request.</summary>
/// <param name="Status">JackStatus bits or an error code; 0 on success.</param>
/// <param name="Milliseconds">Duration of the slowest request.</param>
public sealed record ServerResult(int Status, int Times, double Milliseconds);
