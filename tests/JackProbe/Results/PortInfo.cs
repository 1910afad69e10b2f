// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.JackProbe.Results;

/// <summary>One port; latencies in frames as [min, max].</summary>
public sealed record PortInfo(
    string Name,
    string Type,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<uint> CaptureLatency,
    IReadOnlyList<uint> PlaybackLatency,
    IReadOnlyList<string> Connections);
