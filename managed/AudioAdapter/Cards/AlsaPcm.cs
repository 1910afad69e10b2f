// SPDX-License-Identifier: GPL-2.0-or-later
using System.Runtime.InteropServices;
using NetJack2.Host.Logging;
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter.Cards;

/// <summary>One direction of an open sound card.</summary>
/// <remarks>
/// Opened on a control thread, run by one thread, disposed of when that thread has let go of it. The real-time calls return ALSA's
/// negative error numbers and leave it to the caller what to do about them.
/// </remarks>
public sealed unsafe partial class AlsaPcm : IDisposable
{
    private readonly snd_pcm_channel_area_t* _areas;
    private readonly byte* _staging;
    private readonly void** _planes;
    private snd_pcm_t* _pcm;

    private AlsaPcm(snd_pcm_t* pcm, AlsaPcmRequest request, AlsaPcmConfiguration configuration)
    {
        _pcm = pcm;
        Request = request;
        Configuration = configuration;
        WakesInTime = Alsa.snd_pcm_type(pcm) is snd_pcm_type_t.SND_PCM_TYPE_HW or snd_pcm_type_t.SND_PCM_TYPE_IOPLUG;
        if (configuration.IsMapped)
            return;
        // A period's samples as read and write take them, described like the areas of a mapped buffer.
        int sampleSize = SampleFormats.SizeOf(configuration.Format);
        _staging = (byte*)NativeMemory.AllocZeroed((nuint)(configuration.Period * configuration.Channels), (nuint)sampleSize);
        _areas = (snd_pcm_channel_area_t*)NativeMemory.AllocZeroed((nuint)configuration.Channels, (nuint)sizeof(snd_pcm_channel_area_t));
        _planes = (void**)NativeMemory.AllocZeroed((nuint)configuration.Channels, (nuint)sizeof(void*));
        for (int channel = 0; channel < configuration.Channels; channel++)
        {
            int offset = configuration.IsInterleaved ? channel * sampleSize : channel * configuration.Period * sampleSize;
            _planes[channel] = _staging + offset;
            _areas[channel] = new snd_pcm_channel_area_t
            {
                addr = _staging,
                first = (uint)(8 * offset),
                step = (uint)(8 * sampleSize * (configuration.IsInterleaved ? configuration.Channels : 1)),
            };
        }
    }

    /// <summary>The parameters that were requested; <see cref="Configuration"/> has those that the device accepted.</summary>
    public AlsaPcmRequest Request { get; }

    /// <summary>The parameters that the device has accepted.</summary>
    public AlsaPcmConfiguration Configuration { get; }

    /// <summary>Whether polling its descriptors wakes the thread when a period is ready.</summary>
    /// <remarks>
    /// A plug-in in front of a device takes the first frames of a period out of it when it is asked how many there are: at its next
    /// interrupt the device has less than a period and does not wake the thread. ALSA allows no smaller threshold.
    /// </remarks>
    public bool WakesInTime { get; }

    /// <summary>ALSA's handle of the open device.</summary>
    internal snd_pcm_t* Pcm => _pcm;

    /// <summary>Opens a device and sets it up.</summary>
    /// <param name="request">What is wanted.</param>
    /// <returns>The open device, or which device cannot be used and why.</returns>
    public static Result<AlsaPcm> Open(AlsaPcmRequest request)
    {
        snd_pcm_t* pcm;
        int error;
        fixed (byte* name = JackText.Encode(request.Device))
            error = Alsa.snd_pcm_open(&pcm, (sbyte*)name, request.Direction, Alsa.SND_PCM_NONBLOCK);
        if (error < 0)
            return new Refusal($"{request.Title} cannot be opened: {AlsaError.Describe(error)}");
        if (AlsaPcmConfiguration.Negotiate(pcm, request).TryGet(out AlsaPcmConfiguration? configuration, out Refusal? refusal))
        {
            error = SetSoftware(pcm, configuration);
            if (error >= 0)
                return new AlsaPcm(pcm, request, configuration);
            refusal = new Refusal(AlsaError.Text(error));
        }
        _ = Alsa.snd_pcm_close(pcm);
        return new Refusal($"{request.Title} cannot be used: {refusal}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_pcm == null)
            return;
        _ = Alsa.snd_pcm_close(_pcm);
        _pcm = null;
        NativeMemory.Free(_staging);
        NativeMemory.Free(_areas);
        NativeMemory.Free(_planes);
    }

    // The card starts only on request, wakes its thread once a period, and stamps its periods with CLOCK_MONOTONIC.
    // Returns ALSA's negative error number where it fails.
    private static int SetSoftware(snd_pcm_t* pcm, AlsaPcmConfiguration configuration)
    {
        snd_pcm_sw_params_t* parameters;
        int error = Alsa.snd_pcm_sw_params_malloc(&parameters);
        if (error < 0)
            return error;
        error = Alsa.snd_pcm_sw_params_current(pcm, parameters);
        if (error >= 0)
            error = Alsa.snd_pcm_sw_params_set_start_threshold(pcm, parameters, int.MaxValue);
        if (error >= 0)
            error = Alsa.snd_pcm_sw_params_set_avail_min(pcm, parameters, (nuint)configuration.Period);
        _ = Alsa.snd_pcm_sw_params_set_tstamp_mode(pcm, parameters, snd_pcm_tstamp_t.SND_PCM_TSTAMP_ENABLE);
        _ = Alsa.snd_pcm_sw_params_set_tstamp_type(pcm, parameters, snd_pcm_tstamp_type_t.SND_PCM_TSTAMP_TYPE_MONOTONIC);
        if (error >= 0)
            error = Alsa.snd_pcm_sw_params(pcm, parameters);
        Alsa.snd_pcm_sw_params_free(parameters);
        return error;
    }
}
