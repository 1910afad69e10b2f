// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>Whether a device has a direction. Control thread.</summary>
public static unsafe class AlsaProbe
{
    /// <summary>False if there is no such device in this direction; true also if it cannot be opened for another reason.</summary>
    public static bool Exists(AlsaPcmRequest request)
    {
        snd_pcm_t* pcm;
        int error;
        fixed (byte* name = JackText.Encode(request.Device))
            error = Alsa.snd_pcm_open(&pcm, (sbyte*)name, request.Direction, Alsa.SND_PCM_NONBLOCK);
        if (error >= 0)
            _ = Alsa.snd_pcm_close(pcm);
        return -error is not (Posix.ENOENT or Posix.ENODEV or Posix.ENXIO or Posix.EINVAL);
    }
}
