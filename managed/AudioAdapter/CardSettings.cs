using NetJack2.Engine;
using NetJack2.Host;
using NetJack2.Resampling;

namespace NetJack2.AudioAdapter;

/// <summary>What a card is bridged to, and how.</summary>
/// <param name="JackRate">JACK's frames per second.</param>
/// <param name="JackPeriod">JACK's frames per cycle.</param>
/// <param name="Quality">Of the resampling.</param>
/// <param name="Slack">Microseconds by which threads of both sides together may be late.</param>
/// <param name="Priority">Of the card's thread.</param>
/// <param name="Clock">CLOCK_MONOTONIC.</param>
/// <param name="Log">Where it is told what happens.</param>
internal sealed record CardSettings(
    int JackRate, int JackPeriod, ResamplingQuality Quality, int Slack, int Priority, IMonotonicClock Clock, JackLog Log);
