// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.AudioAdapter.Cards;

namespace NetJack2.AudioAdapter;

/// <summary>The sound card that the options ask for: one or both directions of one device, which then have one clock.</summary>
/// <param name="Capture">The capture direction; null: not wanted.</param>
/// <param name="Playback">The playback direction; null: not wanted.</param>
internal sealed record CardRequest(AlsaPcmRequest? Capture, AlsaPcmRequest? Playback)
{
    /// <summary>ALSA's name of the device, such as hw:0.</summary>
    public string Device => (Capture ?? Playback!).Device;

    /// <summary>The request without one of its two directions.</summary>
    public CardRequest Without(bool capture, bool playback) => new(capture ? null : Capture, playback ? null : Playback);
}
