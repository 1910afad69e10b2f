// SPDX-License-Identifier: GPL-2.0-or-later
using NetJack2.Interop;
using NetJack2.RealTime;

namespace NetJack2.AudioAdapter.Cards;

public sealed unsafe partial class AlsaPcm
{
    private int _available;

    /// <summary>Makes the stream ready to be started, whatever its state. Returns 0, or ALSA's negative error number.</summary>
    [RealTimeSafe]
    public int Prepare()
    {
        _ = Alsa.snd_pcm_drop(_pcm);
        return Alsa.snd_pcm_prepare(_pcm);
    }

    /// <summary>Prepares a stream that was prepared together with the one that it is linked to. Returns 0, or ALSA's negative error
    /// number.</summary>
    [RealTimeSafe]
    public int PrepareAgain() => Alsa.snd_pcm_prepare(_pcm);

    /// <summary>Starts a stream that is prepared. Returns 0, or ALSA's negative error number.</summary>
    [RealTimeSafe]
    public int Start() => Alsa.snd_pcm_start(_pcm);

    /// <summary>The number of frames that can be read or written now, or ALSA's negative error number.</summary>
    [RealTimeSafe]
    public int Available()
    {
        int available = (int)Alsa.snd_pcm_avail(_pcm);
        _available = available;
        // An ALSA plug-in cannot fail here; only its state shows an error.
        return available < 0 ? available : Alsa.snd_pcm_state(_pcm) switch
        {
            snd_pcm_state_t.SND_PCM_STATE_XRUN => -Posix.EPIPE,
            snd_pcm_state_t.SND_PCM_STATE_SUSPENDED => -Posix.ESTRPIPE,
            snd_pcm_state_t.SND_PCM_STATE_DISCONNECTED => -Posix.ENODEV,
            _ => available,
        };
    }

    /// <summary>When the first period of those that can be read or written was complete.</summary>
    /// <param name="now">The present time, returned where the device has no time stamp; nanoseconds of CLOCK_MONOTONIC.</param>
    [RealTimeSafe]
    public long PeriodTime(long now)
    {
        nuint available;
        timespec stamp;
        if (Alsa.snd_pcm_htimestamp(_pcm, &available, &stamp) < 0)
            return now;
        // A plug-in has already taken the frames that it offers out of the device; the delay that it passes on is that of the rest.
        long offered = (long)available + (Request.IsCapture && (long)available < Configuration.Period ? _available : 0);
        long time = ((long)stamp.tv_sec * 1_000_000_000)
            + (long)stamp.tv_nsec - ((offered - Configuration.Period) * 1_000_000_000 / Configuration.Rate);
        // A stamp of another clock, or of none, is far away.
        return Math.Abs(now - time) < 1_000_000_000 ? time : now;
    }

    /// <summary>Reads one period of each of the first channels.</summary>
    /// <param name="planes">A period of samples for each channel, one behind the other.
    /// Those that the card does not have stay as they are.</param>
    [RealTimeSafe]
    public int Read(Span<float> planes)
    {
        for (int done = 0; done < Configuration.Period;)
        {
            int frames = Begin(Configuration.Period - done, out snd_pcm_channel_area_t* areas, out nuint offset);
            if (frames < 0)
                return frames;
            for (int channel = 0; channel < Math.Min(Configuration.Channels, planes.Length / Configuration.Period); channel++)
            {
                byte* source = Place(areas[channel], offset);
                SampleFormats.Read(
                    Configuration.Format,
                    source,
                    (int)(areas[channel].step / 8),
                    planes.Slice((channel * Configuration.Period) + done, frames));
            }
            if (End(offset, frames) is var error and < 0)
                return error;
            done += frames;
        }
        return 0;
    }

    /// <summary>Writes one period of each channel; silence on channels of the card that <paramref name="planes"/> does not have.</summary>
    [RealTimeSafe]
    public int Write(ReadOnlySpan<float> planes)
    {
        for (int done = 0; done < Configuration.Period;)
        {
            int frames = Begin(Configuration.Period - done, out snd_pcm_channel_area_t* areas, out nuint offset);
            if (frames < 0)
                return frames;
            int channels = Math.Min(Configuration.Channels, planes.Length / Configuration.Period);
            for (int channel = 0; channel < channels; channel++)
            {
                byte* target = Place(areas[channel], offset);
                SampleFormats.Write(
                    Configuration.Format,
                    planes.Slice((channel * Configuration.Period) + done, frames),
                    target,
                    (int)(areas[channel].step / 8));
            }
            for (int channel = channels; channel < Configuration.Channels; channel++)
                _ = Alsa.snd_pcm_area_silence(areas + channel, offset, (uint)frames, SampleFormats.ToAlsa(Configuration.Format));
            if (End(offset, frames) is var error and < 0)
                return error;
            done += frames;
        }
        return 0;
    }

    [RealTimeSafe]
    private static byte* Place(snd_pcm_channel_area_t area, nuint offset) => (byte*)area.addr + ((area.first + (offset * area.step)) / 8);

    // Where up to so many frames lie that can be read, or written to. A mapped buffer ends, and begins anew.
    [RealTimeSafe]
    private int Begin(int wanted, out snd_pcm_channel_area_t* areas, out nuint offset)
    {
        nuint frames = (nuint)wanted;
        areas = _areas;
        offset = 0;
        if (!Configuration.IsMapped)
            return Request.IsCapture ? ReadStaging(wanted) : wanted;
        fixed (snd_pcm_channel_area_t** area = &areas)
        fixed (nuint* first = &offset)
        {
            int error = Alsa.snd_pcm_mmap_begin(_pcm, area, first, &frames);
            return error < 0 ? error : frames == 0 ? -Posix.EPIPE : (int)frames;
        }
    }

    [RealTimeSafe]
    private int End(nuint offset, int frames)
    {
        if (!Configuration.IsMapped)
            return Request.IsCapture ? 0 : WriteStaging(frames);
        nint committed = Alsa.snd_pcm_mmap_commit(_pcm, offset, (nuint)frames);
        return committed < 0 ? (int)committed : committed == frames ? 0 : -Posix.EPIPE;
    }

    [RealTimeSafe]
    private int ReadStaging(int frames)
    {
        nint read = Configuration.IsInterleaved
            ? Alsa.snd_pcm_readi(_pcm, _staging, (nuint)frames)
            : Alsa.snd_pcm_readn(_pcm, _planes, (nuint)frames);
        return read == 0 ? -Posix.EPIPE : (int)read;
    }

    // There was room for it; what is not taken now is an error of the device.
    [RealTimeSafe]
    private int WriteStaging(int frames)
    {
        nint written = Configuration.IsInterleaved
            ? Alsa.snd_pcm_writei(_pcm, _staging, (nuint)frames)
            : Alsa.snd_pcm_writen(_pcm, _planes, (nuint)frames);
        return written < 0 ? (int)written : written == frames ? 0 : -Posix.EPIPE;
    }
}
