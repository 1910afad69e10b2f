// SPDX-License-Identifier: GPL-2.0-or-later
namespace NetJack2.Resampling;

/// <summary>State of a <see cref="ClockBridge"/>, which the near side's thread changes.</summary>
public enum BridgeState
{
    /// <summary>Silent, until both clocks are known.</summary>
    Waiting = 0,

    /// <summary>Audio passes, with the published latency.</summary>
    Running = 1,

    /// <summary>The latency is no longer right: both directions fade out, to be aligned anew.</summary>
    FadingOut = 2,
}
