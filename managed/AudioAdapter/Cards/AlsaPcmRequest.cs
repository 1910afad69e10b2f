// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>One direction of a sound card, as it is wanted.</summary>
/// <param name="Device">ALSA's name of it, such as hw:0.</param>
/// <param name="IsCapture">From the card, or to it.</param>
/// <param name="Channels">How many are wanted: the card may have more or fewer.</param>
/// <param name="Rate">Frames per second that are wanted: the card may run at another rate near it.</param>
/// <param name="Period">Frames between two interrupts that are wanted: likewise.</param>
/// <param name="Periods">Periods of the card's buffer.</param>
public sealed record AlsaPcmRequest(string Device, bool IsCapture, int Channels, int Rate, int Period, int Periods)
{
    /// <summary>ALSA's number of the direction.</summary>
    internal snd_pcm_stream_t Direction =>
        IsCapture ? snd_pcm_stream_t.SND_PCM_STREAM_CAPTURE : snd_pcm_stream_t.SND_PCM_STREAM_PLAYBACK;

    /// <summary>The device's name in log lines, such as "Capture device 'hw:0'".</summary>
    public string Title => $"{(IsCapture ? "Capture" : "Playback")} device '{Device}'";
}
