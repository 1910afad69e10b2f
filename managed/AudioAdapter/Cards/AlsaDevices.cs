// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Host.Logging;
using NetJack2.Interop;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>The sound cards of this computer. Control threads.</summary>
public static unsafe class AlsaDevices
{
    /// <summary>A line for each device of each card: its name for -C, -P and -d, what it can do, what it is called.</summary>
    public static IReadOnlyList<string> Describe()
    {
        var lines = new List<string>();
        for (int card = -1; Alsa.snd_card_next(&card) == 0 && card >= 0;)
            Describe(card, lines);
        return lines;
    }

    private static void Describe(int card, List<string> lines)
    {
        snd_ctl_t* control;
        fixed (byte* name = JackText.Encode($"hw:{card}"))
        {
            if (Alsa.snd_ctl_open(&control, (sbyte*)name, 0) < 0)
                return;
        }
        snd_pcm_info_t* info;
        if (Alsa.snd_pcm_info_malloc(&info) == 0)
        {
            for (int device = -1; Alsa.snd_ctl_pcm_next_device(control, &device) == 0 && device >= 0;)
            {
                bool captures = Has(control, info, device, snd_pcm_stream_t.SND_PCM_STREAM_CAPTURE);
                bool plays = Has(control, info, device, snd_pcm_stream_t.SND_PCM_STREAM_PLAYBACK);
                string directions = captures && plays ? "capture and playback" : captures ? "capture" : "playback";
                lines.Add($"hw:{card},{device} ({directions}): {CardName(card)}, {JackText.Decode(Alsa.snd_pcm_info_get_name(info))}");
            }
            Alsa.snd_pcm_info_free(info);
        }
        _ = Alsa.snd_ctl_close(control);
    }

    private static bool Has(snd_ctl_t* control, snd_pcm_info_t* info, int device, snd_pcm_stream_t direction)
    {
        Alsa.snd_pcm_info_set_device(info, (uint)device);
        Alsa.snd_pcm_info_set_subdevice(info, 0);
        Alsa.snd_pcm_info_set_stream(info, direction);
        return Alsa.snd_ctl_pcm_info(control, info) == 0;
    }

    private static string CardName(int card)
    {
        sbyte* name;
        if (Alsa.snd_card_get_name(card, &name) < 0)
            return $"card {card}";
        string text = JackText.Decode(name);
        System.Runtime.InteropServices.NativeMemory.Free(name);
        return text;
    }
}
