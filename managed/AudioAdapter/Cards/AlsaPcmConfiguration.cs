// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>What a device can do, nearest to what is wanted, as it was set.</summary>
/// <param name="Format">How a sample lies in its buffer.</param>
/// <param name="IsMapped">Whether its buffer is mapped into this process.</param>
/// <param name="IsInterleaved">Whether a frame's samples lie side by side, where the buffer is not mapped.</param>
/// <param name="Channels">Channels of the device.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="Period">Frames between two interrupts.</param>
/// <param name="Buffer">Frames of its buffer.</param>
public sealed record AlsaPcmConfiguration(SampleFormat Format, bool IsMapped, bool IsInterleaved, int Channels, int Rate, int Period, int Buffer)
{
    // Mapped buffers first: samples are converted where they lie, without a copy by the kernel.
    private static readonly (snd_pcm_access_t Access, bool IsMapped, bool IsInterleaved)[] s_accesses =
    [
        (snd_pcm_access_t.SND_PCM_ACCESS_MMAP_NONINTERLEAVED, true, false),
        (snd_pcm_access_t.SND_PCM_ACCESS_MMAP_INTERLEAVED, true, true),
        (snd_pcm_access_t.SND_PCM_ACCESS_MMAP_COMPLEX, true, true),
        (snd_pcm_access_t.SND_PCM_ACCESS_RW_NONINTERLEAVED, false, false),
        (snd_pcm_access_t.SND_PCM_ACCESS_RW_INTERLEAVED, false, true),
    ];

    /// <summary>Sets the device up as near to the request as it can be.</summary>
    internal static unsafe AlsaPcmConfiguration? TryNegotiate(snd_pcm_t* pcm, AlsaPcmRequest request, out string problem)
    {
        snd_pcm_hw_params_t* parameters;
        if (Alsa.snd_pcm_hw_params_malloc(&parameters) < 0)
        {
            problem = "no memory";
            return null;
        }
        try
        {
            return TryNegotiate(pcm, parameters, request, out problem);
        }
        finally
        {
            Alsa.snd_pcm_hw_params_free(parameters);
        }
    }

    private static unsafe AlsaPcmConfiguration? TryNegotiate(snd_pcm_t* pcm, snd_pcm_hw_params_t* parameters, AlsaPcmRequest request, out string problem)
    {
        problem = "it has no configuration at all";
        if (Alsa.snd_pcm_hw_params_any(pcm, parameters) < 0)
            return null;
        // The rate is converted by the bridge, at a higher quality than ALSA's plug-ins.
        _ = Alsa.snd_pcm_hw_params_set_rate_resample(pcm, parameters, 0);
        problem = "it can neither be mapped, nor read and written";
        int access = Array.FindIndex(s_accesses, candidate => Alsa.snd_pcm_hw_params_set_access(pcm, parameters, candidate.Access) == 0);
        if (access < 0)
            return null;
        problem = "it has none of the formats S32_LE, S24_3LE, S24_LE, FLOAT_LE and S16_LE";
        int format = SampleFormats.ByPreference.ToList().FindIndex(
            candidate => Alsa.snd_pcm_hw_params_set_format(pcm, parameters, SampleFormats.ToAlsa(candidate)) == 0);
        if (format < 0)
            return null;
        uint channels = (uint)request.Channels;
        problem = $"it has no number of channels near {channels}";
        if (Alsa.snd_pcm_hw_params_set_channels_near(pcm, parameters, &channels) < 0)
            return null;
        uint rate = (uint)request.Rate;
        problem = $"it has no rate near {rate} Hz";
        if (Alsa.snd_pcm_hw_params_set_rate_near(pcm, parameters, &rate, null) < 0)
            return null;
        nuint period = (nuint)request.Period;
        problem = $"it has no period near {period} frames";
        if (Alsa.snd_pcm_hw_params_set_period_size_near(pcm, parameters, &period, null) < 0)
            return null;
        uint periods = (uint)request.Periods;
        problem = $"it has no buffer of about {periods} periods";
        if (Alsa.snd_pcm_hw_params_set_periods_near(pcm, parameters, &periods, null) < 0)
            return null;
        if (Alsa.snd_pcm_hw_params(pcm, parameters) is var error and < 0)
        {
            problem = $"it refuses {channels} channels at {rate} Hz with {periods} periods of {period} frames: {AlsaError.Describe(error)}";
            return null;
        }
        nuint buffer;
        _ = Alsa.snd_pcm_hw_params_get_buffer_size(parameters, &buffer);
        problem = "";
        return new AlsaPcmConfiguration(
            SampleFormats.ByPreference[format], s_accesses[access].IsMapped, s_accesses[access].IsInterleaved, (int)channels, (int)rate, (int)period, (int)buffer);
    }
}
