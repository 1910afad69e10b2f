// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Clients;
using NetJack2.Protocol.Session;
using NetJack2.Resampling;
using NetJack2.Resampling.Filters;

namespace NetJack2.NetAdapter;

/// <summary>The options of the resampling between the two clocks.</summary>
/// <param name="Counts">Ports of each kind, which are channels of the session, too.</param>
/// <param name="Quality">Of the resampling, 0…4.</param>
/// <param name="RingBuffer">Frames of JACK between the clocks, of which half is latency; 0: as few as are safe.</param>
internal sealed record BridgeSettings(AdapterPortCounts Counts, int Quality, int RingBuffer)
{
    /// <summary>The parameters of the bridge between a session and JACK.</summary>
    public BridgeParameters ParametersFor(SessionParameters session, BridgeSlack slack, int jackRate, int jackPeriod) => new(
        jackRate, session.SampleRate, jackPeriod, session.Period, Counts.Capture, Counts.Playback)
    {
        Quality = (ResamplingQuality)Quality,
        SlackSeconds = slack.With(session.Latency),
        CountsFar = true,
        MostSlackSeconds = slack.With(session.MostLatency),
    };
}
