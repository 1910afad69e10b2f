// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>All ports of a server.</summary>
public sealed record PortsResult(uint Rate, uint Period, IReadOnlyList<PortInfo> Ports);
