// SPDX-License-Identifier: GPL-2.0-or-later
#include "Handle.h"

#include <algorithm>
#include <vector>

namespace virtual_card {

int Handle::Set(const Wish &wish) {
    wish_ = wish;
    snd_pcm_hw_params_t *hardware;
    snd_pcm_hw_params_alloca(&hardware);
    snd_pcm_sw_params_t *software;
    snd_pcm_sw_params_alloca(&software);
    snd_pcm_uframes_t boundary = 0;
    int error = snd_pcm_hw_params_any(pcm_, hardware);
    const auto then = [&error](int result) { error = error < 0 ? error : result; };
    then(snd_pcm_hw_params_set_access(pcm_, hardware, wish.access));
    then(snd_pcm_hw_params_set_format(pcm_, hardware, wish.format));
    then(snd_pcm_hw_params_set_rate(pcm_, hardware, wish.rate, 0));
    then(snd_pcm_hw_params_set_channels(pcm_, hardware, wish.channels));
    then(snd_pcm_hw_params_set_period_size(pcm_, hardware, wish.period, 0));
    then(snd_pcm_hw_params_set_periods(pcm_, hardware, wish.periods, 0));
    if (error < 0)
        return error;
    then(snd_pcm_hw_params(pcm_, hardware));
    then(snd_pcm_sw_params_current(pcm_, software));
    then(snd_pcm_sw_params_get_boundary(software, &boundary));
    then(snd_pcm_sw_params_set_start_threshold(pcm_, software, boundary));
    if (wish.isEndless)
        then(snd_pcm_sw_params_set_stop_threshold(pcm_, software, boundary));
    if (error < 0)
        return error;
    return snd_pcm_sw_params(pcm_, software);
}

int Handle::Transfer(unsigned char *frames, snd_pcm_uframes_t count) {
    const auto size = static_cast<size_t>(snd_pcm_frames_to_bytes(pcm_, 1));
    const bool isCapture = snd_pcm_stream(pcm_) == SND_PCM_STREAM_CAPTURE;
    while (count > 0) {
        const snd_pcm_sframes_t room = snd_pcm_avail_update(pcm_);
        if (room < 0)
            return static_cast<int>(room);
        if (snd_pcm_state(pcm_) == SND_PCM_STATE_PREPARED && (isCapture || room == 0))
            if (const int error = snd_pcm_start(pcm_); error < 0)
                return error;
        if (const int error = snd_pcm_wait(pcm_, 1000); error <= 0)
            return error < 0 ? error : -ETIME;
        const snd_pcm_sframes_t ready = snd_pcm_avail_update(pcm_);
        const auto part = std::min(count, static_cast<snd_pcm_uframes_t>(std::max<snd_pcm_sframes_t>(0, ready)));
        const snd_pcm_sframes_t done = ready < 0 ? ready : TransferSome(frames, part);
        if (done < 0)
            return static_cast<int>(done);
        frames += static_cast<size_t>(done) * size;
        count -= static_cast<snd_pcm_uframes_t>(done);
    }
    return 0;
}

snd_pcm_sframes_t Handle::TransferSome(unsigned char *frames, snd_pcm_uframes_t count) {
    const bool isCapture = snd_pcm_stream(pcm_) == SND_PCM_STREAM_CAPTURE;
    switch (wish_.access) {
    case SND_PCM_ACCESS_RW_INTERLEAVED:
        return isCapture ? snd_pcm_readi(pcm_, frames, count) : snd_pcm_writei(pcm_, frames, count);
    case SND_PCM_ACCESS_RW_NONINTERLEAVED: {
        const auto sample = static_cast<size_t>(snd_pcm_format_physical_width(wish_.format)) / 8;
        std::vector<Bytes> planes(wish_.channels, Bytes(count * sample));
        std::vector<void *> pointers;
        std::vector<snd_pcm_channel_area_t> areas;
        for (Bytes &plane : planes) {
            pointers.push_back(plane.data());
            areas.push_back({plane.data(), 0, static_cast<unsigned>(sample * 8)});
        }
        if (!isCapture)
            Copy(areas.data(), 0, frames, count);
        const snd_pcm_sframes_t done =
            isCapture ? snd_pcm_readn(pcm_, pointers.data(), count) : snd_pcm_writen(pcm_, pointers.data(), count);
        if (isCapture && done > 0)
            Copy(areas.data(), 0, frames, static_cast<snd_pcm_uframes_t>(done));
        return done;
    }
    default:
        return Map(frames, count);
    }
}

snd_pcm_sframes_t Handle::Map(unsigned char *frames, snd_pcm_uframes_t count) {
    const snd_pcm_channel_area_t *areas = nullptr;
    snd_pcm_uframes_t offset = 0;
    if (const int error = snd_pcm_mmap_begin(pcm_, &areas, &offset, &count); error < 0)
        return error;
    Copy(areas, offset, frames, count);
    return snd_pcm_mmap_commit(pcm_, offset, count);
}

/** Between the card's layout and interleaved frames, in the direction of the stream. */
void Handle::Copy(const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, unsigned char *frames,
                  snd_pcm_uframes_t count) {
    const auto sample = static_cast<unsigned>(snd_pcm_format_physical_width(wish_.format));
    std::vector<snd_pcm_channel_area_t> ours;
    for (unsigned channel = 0; channel < wish_.channels; channel++)
        ours.push_back({frames, channel * sample, wish_.channels * sample});
    if (snd_pcm_stream(pcm_) == SND_PCM_STREAM_CAPTURE)
        snd_pcm_areas_copy(ours.data(), 0, areas, offset, wish_.channels, count, wish_.format);
    else
        snd_pcm_areas_copy(areas, offset, ours.data(), 0, wish_.channels, count, wish_.format);
}

} // namespace virtual_card
