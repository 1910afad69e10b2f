// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Link.Links;

/// <summary>The parts that a net driver's cycles work with from now on.</summary>
public sealed class SlaveState(SlaveLink? link, int captureAudio, int captureMidi, long periodNs)
{
    /// <summary>The session; null while there is no master.</summary>
    public SlaveLink? Link => link;

    /// <summary>Audio capture ports that the driver has.</summary>
    public int CaptureAudio => captureAudio;

    /// <summary>MIDI capture ports that the driver has.</summary>
    public int CaptureMidi => captureMidi;

    /// <summary>Duration of a cycle in nanoseconds.</summary>
    public long PeriodNs => periodNs;
}
