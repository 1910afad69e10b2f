// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>The parameters that a device has accepted, as near as possible to the wanted ones.</summary>
/// <param name="Format">The format of a sample in its buffer.</param>
/// <param name="IsMapped">Whether its buffer is mapped into this process.</param>
/// <param name="IsInterleaved">Whether a frame's samples lie side by side, where the buffer is not mapped.</param>
/// <param name="Channels">Channels of the device.</param>
/// <param name="Rate">Frames per second.</param>
/// <param name="Period">Frames between two interrupts.</param>
/// <param name="Buffer">Frames of its buffer.</param>
public sealed record AlsaPcmConfiguration(
    SampleFormat Format, bool IsMapped, bool IsInterleaved, int Channels, int Rate, int Period, int Buffer)
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
    internal static unsafe Result<AlsaPcmConfiguration> Negotiate(snd_pcm_t* pcm, AlsaPcmRequest request)
    {
        snd_pcm_hw_params_t* parameters;
        if (Alsa.snd_pcm_hw_params_malloc(&parameters) < 0)
            return new Refusal("no memory");
        try
        {
            return Negotiate(pcm, parameters, request);
        }
        finally
        {
            Alsa.snd_pcm_hw_params_free(parameters);
        }
    }

    private static unsafe Result<AlsaPcmConfiguration> Negotiate(snd_pcm_t* pcm, snd_pcm_hw_params_t* parameters, AlsaPcmRequest request)
    {
        if (Alsa.snd_pcm_hw_params_any(pcm, parameters) < 0)
            return new Refusal("it has no configuration at all");
        // The rate is converted by the bridge, at a higher quality than ALSA's plug-ins.
        _ = Alsa.snd_pcm_hw_params_set_rate_resample(pcm, parameters, 0);
        int access = Array.FindIndex(s_accesses, candidate => Alsa.snd_pcm_hw_params_set_access(pcm, parameters, candidate.Access) == 0);
        if (access < 0)
            return new Refusal("it can neither be mapped, nor read and written");
        int format = SampleFormats.ByPreference.ToList().FindIndex(
            candidate => Alsa.snd_pcm_hw_params_set_format(pcm, parameters, SampleFormats.ToAlsa(candidate)) == 0);
        if (format < 0)
            return new Refusal("it has none of the formats S32_LE, S24_3LE, S24_LE, FLOAT_LE and S16_LE");
        uint channels = (uint)request.Channels;
        if (Alsa.snd_pcm_hw_params_set_channels_near(pcm, parameters, &channels) < 0)
            return new Refusal($"it has no number of channels near {request.Channels}");
        uint rate = (uint)request.Rate;
        if (Alsa.snd_pcm_hw_params_set_rate_near(pcm, parameters, &rate, null) < 0)
            return new Refusal($"it has no rate near {request.Rate} Hz");
        nuint period = (nuint)request.Period;
        if (Alsa.snd_pcm_hw_params_set_period_size_near(pcm, parameters, &period, null) < 0)
            return new Refusal($"it has no period near {request.Period} frames");
        uint periods = (uint)request.Periods;
        if (Alsa.snd_pcm_hw_params_set_periods_near(pcm, parameters, &periods, null) < 0)
            return new Refusal($"it has no buffer of about {request.Periods} periods");
        if (Alsa.snd_pcm_hw_params(pcm, parameters) is var error and < 0)
        {
            return new Refusal(
                $"it refuses {channels} channels at {rate} Hz with {periods} periods of {period} frames: {AlsaError.Describe(error)}");
        }
        nuint buffer;
        _ = Alsa.snd_pcm_hw_params_get_buffer_size(parameters, &buffer);
        (_, bool isMapped, bool isInterleaved) = s_accesses[access];
        return new AlsaPcmConfiguration(
            SampleFormats.ByPreference[format], isMapped, isInterleaved, (int)channels, (int)rate, (int)period, (int)buffer);
    }
}
