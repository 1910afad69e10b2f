// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.AudioAdapter.Cards;
using NetJack2.Host.Border;
using NetJack2.Host.Logging;
using NetJack2.RealTime;
using NetJack2.Resampling;
using NetJack2.Resampling.Filters;

namespace NetJack2.AudioAdapter;

/// <summary>The devices, formats and quality of an adapter's card, from its options.</summary>
/// <param name="JackRate">JACK's frames per second.</param>
/// <param name="JackPeriod">JACK's frames per cycle.</param>
/// <param name="Quality">Of the resampling.</param>
/// <param name="RingBuffer">Frames of JACK between the clocks, of which half is latency; 0: as few as are safe.</param>
/// <param name="Priority">Of the card's thread.</param>
/// <param name="Clock">CLOCK_MONOTONIC.</param>
/// <param name="Faults">The module's exceptions, to which those of the card's thread are added.</param>
/// <param name="Log">The log.</param>
internal sealed record CardSettings(
    int JackRate, int JackPeriod, ResamplingQuality Quality, int RingBuffer, int Priority, IMonotonicClock Clock, FaultRecord Faults,
        JackLog Log)
{
    /// <summary>The parameters of the bridge between a card and JACK.</summary>
    public BridgeParameters ParametersFor(CardRequest request, AlsaCard card)
    {
        // Threads of both sides together may be late by half of the longer period.
        double period = Math.Max((double)JackPeriod / JackRate, (double)card.Period / card.Rate);
        return new BridgeParameters(
            JackRate, card.Rate, JackPeriod, card.Period, request.Capture?.Channels ?? 0, request.Playback?.Channels ?? 0)
        {
            Quality = Quality,
            SlackSeconds = BridgeParameters.SlackFor(period / 2, (double)RingBuffer / JackRate),
        };
    }
}
