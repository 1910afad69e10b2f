// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Links;

/// <summary>What a net driver's cycles work with from now on.</summary>
/// <param name="Link">The session, or none while there is no master.</param>
/// <param name="CaptureAudio">Audio capture ports that the driver has.</param>
/// <param name="CaptureMidi">MIDI capture ports that the driver has.</param>
/// <param name="PeriodNs">Duration of a cycle in nanoseconds.</param>
public sealed record SlaveState(SlaveLink? Link, int CaptureAudio, int CaptureMidi, long PeriodNs);
